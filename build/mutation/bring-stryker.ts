import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { Trouble } from "../steps/trouble.ts";

const VERSION = "10.1.1";
const folder = join(root, "out", "test-tools", `stryker-${VERSION}`);

/** Stryker in a folder of its own: only the long tests need it, and it brings 140 packages. It uses the Vitest that is here. */
export async function bringStryker(): Promise<{ program: string; runner: string }> {
  const inside = (...path: string[]) => join(folder, "node_modules", ...path);
  const brought = {
    program: inside("@stryker-mutator", "core", "bin", "stryker.js"),
    runner: inside("@stryker-mutator", "vitest-runner", "dist", "src", "index.js"),
  };
  if (existsSync(brought.program) && existsSync(inside("vitest"))) return brought;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packages = ["core", "vitest-runner"].map((name) => `@stryker-mutator/${name}@${VERSION}`);
  const options = ["--prefix", folder, "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { code, output } = await runProgram("npm", ["install", ...options, ...packages], {
    timeoutMs: 600_000,
  });
  if (code !== 0)
    throw new Trouble(
      `Stryker could not be installed, so the tests were not measured: ${output.slice(-500)}`,
    );
  symlinkSync(join(root, "node_modules", "vitest"), inside("vitest"));
  return brought;
}
