import { statSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "../core/refusal.ts";

const WRITABLE_BY_OTHERS = 0o022;

/** A service of the whole computer runs as its administrator: whoever can change its program would be administrator too. */
export function refuseChangeableProgram(files: readonly string[]): void {
  if (process.platform === "win32") return;
  for (const file of files) {
    for (let path = file; ; path = dirname(path)) {
      const { uid, mode } = statSync(path);
      const isSticky = (mode & 0o1000) !== 0;
      if (uid !== 0 || ((mode & WRITABLE_BY_OTHERS) !== 0 && !isSticky))
        throw new Refusal(
          `${path} can be changed by others than the administrator, who would command this computer through the service. ` +
            "Put Holdfast into a folder that belongs to root, or set up a service of your own account with --user.",
        );
      if (dirname(path) === path) break;
    }
  }
}
