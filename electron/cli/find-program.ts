import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The first candidate that is there and may be run; a bare name is looked for in PATH, as a shell does. */
export function findProgram(candidates: string[], searchPath: string): string | undefined {
  const endings = process.platform === "win32" ? ["", ".exe"] : [""];
  return candidates
    .flatMap((name) =>
      isAbsolute(name) || /[\\/]/.test(name)
        ? [name]
        : searchPath
            .split(delimiter)
            .flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
    )
    .find(mayRun);
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
