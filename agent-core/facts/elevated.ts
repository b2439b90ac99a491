import { execFile } from "node:child_process";
import { promisify } from "node:util";

let known: Promise<boolean> | undefined;

/** Whether this process has an administrator's rights; asked once, for they do not change. */
export function isElevated(): Promise<boolean> {
  known ??= ask();
  return known;
}

async function ask(): Promise<boolean> {
  if (process.platform !== "win32") return process.getuid?.() === 0;
  // It lists minifilters for administrators and refuses everybody else.
  return await promisify(execFile)("fltmc", [], { windowsHide: true, timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}
