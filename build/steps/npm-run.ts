import { existsSync } from "node:fs";
import { root } from "./place.ts";
import { type Ran, type RunOptions, runProgram } from "./run-program.ts";

/** A script of package.json, so that a command is written down once. */
export function npmRun(script: string, args: string[] = [], options: RunOptions = {}): Promise<Ran> {
  const npm = process.env["npm_execpath"];
  const [file, ...first] =
    npm?.endsWith(".js") && existsSync(npm)
      ? [process.execPath, npm]
      : [process.platform === "win32" ? "npm.cmd" : "npm"];
  return runProgram(
    file,
    [...first, "run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])],
    {
      cwd: root,
      ...options,
    },
  );
}
