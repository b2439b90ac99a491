import { statSync } from "node:fs";
import { dirname, win32 } from "node:path";
import { Refusal } from "../core/refusal.ts";

const BY_GROUP = 0o020;
const BY_ANYBODY = 0o002;
const STICKY = 0o1000;
/** On macOS every administrator may write to /Applications, as its group. */
const ADMINISTRATORS_OF_MACOS = 80;

type Rights = { uid: number; gid: number; mode: number };

/** Whether others than those who command the computer anyway may put something else there. */
export function isChangeable(
  { uid, gid, mode }: Rights,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (uid !== 0) return true;
  if ((mode & STICKY) !== 0) return false;
  const isOfAdministrators = platform === "darwin" && (gid === ADMINISTRATORS_OF_MACOS || gid === 0);
  return (mode & BY_ANYBODY) !== 0 || ((mode & BY_GROUP) !== 0 && !isOfAdministrators);
}

/** A service of the whole computer runs as its administrator: whoever can change its program would be administrator too. */
export function refuseChangeableProgram(files: readonly string[]): void {
  if (process.platform === "win32") refuseOutsideProgramFiles(files);
  else refuseChangeable(files);
}

function refuseChangeable(files: readonly string[]): void {
  for (const file of files) {
    for (let path = file; ; path = dirname(path)) {
      if (isChangeable(statSync(path)))
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
