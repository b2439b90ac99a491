import { accessSync, constants } from "node:fs";
import { flushCompileCache } from "node:module";

const SHELL = "/bin/sh";

/**
 * Ends this process with the code, whatever else goes on in it. `process.exit` joins its threads first: one that asks a
 * network drive which is away never comes back, and V8's own can wait for ever too (nodejs/node#54918).
 */
export function endProcess(code: number): never {
  flushCompileCache();
  if (typeof process.execve === "function" && isExecutable(SHELL))
    process.execve(SHELL, [SHELL, "-c", `exit ${code}`], {});
  return process.exit(code);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
