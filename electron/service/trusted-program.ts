import { statSync } from "node:fs";
import { dirname, win32 } from "node:path";
import { Refusal } from "../core/refusal.ts";

const WRITABLE_BY_OTHERS = 0o022;

/** A service of the whole computer runs as its administrator: whoever can change its program would be administrator too. */
export function refuseChangeableProgram(files: readonly string[]): void {
  if (process.platform === "win32") refuseOutsideProgramFiles(files);
  else refuseChangeable(files);
}

function refuseChangeable(files: readonly string[]): void {
  for (const file of files) {
    for (let path = file; ; path = dirname(path)) {
      const { uid, mode } = statSync(path);
      const isSticky = (mode & 0o1000) !== 0;
      if (uid !== 0 || ((mode & WRITABLE_BY_OTHERS) !== 0 && !isSticky))
        throw new Refusal(
          `${path} can be changed by others than the administrator, who would command this computer through the service. ` +
            "Put Holdfast into a folder that belongs to root, for example with “sudo cp -r” to /opt/holdfast, or set up a service of your own account with --user.",
        );
      if (dirname(path) === path) break;
    }
  }
}

/** Not by a variable: whoever asks for the service may have set it. */
const PROGRAM_FILES = /^[a-z]:\\program files( \(x86\))?\\/i;

export function refuseOutsideProgramFiles(files: readonly string[]): void {
  const outside = files.find((file) => !PROGRAM_FILES.test(win32.normalize(file)));
  if (outside !== undefined)
    throw new Refusal(
      `${outside} does not lie in Program Files, so others than the administrator could change it, and would command this computer through the service. ` +
        "Install Holdfast for the whole computer, with the MSI or with Setup for all users.",
    );
}
