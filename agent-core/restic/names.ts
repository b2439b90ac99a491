/** What restic's JSON shows in place of each byte that is no UTF-8. */
const LOST = "\ufffd";

/**
 * restic reads some arguments as patterns; a name is to mean itself. In a class the sign for a lost byte matches that byte too. A class
 * quotes on every system; on Windows a backslash quotes nothing, and parts folders.
 */
export function literalPattern(path: string, platform = process.platform): string {
  const plain = platform === "win32" ? path : path.replaceAll("\\", "\\\\");
  return plain.replace(/[*?[]/g, "[$&]").replaceAll(LOST, `[${LOST}]`);
}

/** A name with lost bytes cannot be given as an argument: the nearest folder above it that can. */
export function nameableFolder(path: string): string {
  const parts = path.split("/");
  const lost = parts.findIndex((part) => part.includes(LOST));
  return parts.slice(0, lost === -1 ? undefined : lost).join("/") || "/";
}

export const isNameable = (path: string) => !path.includes(LOST);

/** `path` itself, or something below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}
