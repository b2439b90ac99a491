import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";

/** electron-builder with its configuration of the project and some settings over it. */
export async function pack(args: string[], settings: Record<string, string | boolean> = {}): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("electron-builder/cli.js");
  const over = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  const all = [cli, ...args, ...over, "--publish", "never"];
  const { code, output } = await runProgram(process.execPath, all, { cwd: root, timeoutMs: 1_800_000 });
  if (code !== 0) throw new Trouble(`electron-builder ${args.join(" ")} ended with ${code}:\n${output}`);
}

export const outputFolder = join(root, "out", "package-check", "packed");
