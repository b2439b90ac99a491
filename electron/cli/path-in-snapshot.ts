import { posix, win32 } from "node:path";

/** A folder as it was given to restic, on whatever system, as the snapshot calls it. */
export function rootInSnapshot(root: string): string {
  return pathInSnapshot(root, "/", /^([A-Za-z]:[\\/]|\\\\)/.test(root) ? "win32" : "linux");
}

export function holdsInSnapshot(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** restic writes `C:\Users\anna` as `/C/Users/anna`. A relative path is meant from where the person stands. */
export function pathInSnapshot(
  path: string,
  cwd: string,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform !== "win32") return posix.resolve(cwd, path);
  if (path.startsWith("/")) return path;
  const [, drive, rest = ""] = /^([A-Za-z]):(.*)$/.exec(win32.resolve(cwd, path)) ?? [];
  return drive === undefined
    ? path.replaceAll("\\", "/")
    : `/${drive.toUpperCase()}${rest.replaceAll("\\", "/")}`;
}
