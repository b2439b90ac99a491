import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs a TypeScript file of this folder on the Node that npm brought, or on this one where npm brings none.
 * @param {string} script
 * @param {string[]} args
 */
export function goOn(script, args) {
  const bin = join(root, "node_modules", ".bin");
  const brought = join(bin, "node");
  const node = process.platform !== "win32" && existsSync(brought) ? brought : process.execPath;
  const child = spawn(node, [join(root, "build", script), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(
      `Node could not be started: ${error.message}. Delete the folder node_modules and try again.`,
    );
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
