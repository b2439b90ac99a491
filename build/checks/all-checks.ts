import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { houseRuleFindings } from "../house-rules/house-rules.ts";
import { npmRun } from "../steps/npm-run.ts";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { bundleFindings } from "./bundle-size.ts";
import { type Check, type Counts, failed, judged, passed, skipped } from "./check.ts";
import { lockFileFindings } from "./lock-file.ts";
import { chromiumCheck, interfaceCheck, resticCheck, restServerCheck, sshdCheck } from "./programs.ts";
import { runTests } from "./vitest-project.ts";

const PATIENCE_MS = 1_800_000;

/** What `npm test` does, in its order: first what the tests need, then the quick checks, then the tests. */
export const allChecks: Check[] = [
  resticCheck,
  restServerCheck,
  sshdCheck,
  chromiumCheck,
  interfaceCheck,
  { name: "size of the interface", run: async () => judged(bundleFindings(join(root, "out", "renderer"))) },
  {
    name: "lock file",
    run: async () => judged(lockFileFindings(readFileSync(join(root, "package-lock.json"), "utf8"))),
  },
  { name: "format and lint", run: () => script("lint") },
  { name: "types", run: () => script("types") },
  { name: "unused code", run: () => script("unused") },
  { name: "house rules", run: async () => judged(await houseRuleFindings(root)) },
  { name: "packaging", run: packaging },
  { name: "unit tests", run: () => runTests("unit", { timeoutMs: PATIENCE_MS }) },
  { name: "whole-system tests", run: () => runTests("whole", { timeoutMs: PATIENCE_MS }) },
];

async function packaging(): Promise<Counts> {
  const validator = join(root, "build", "validate-packaging.mjs");
  if (!existsSync(validator)) return skipped("packaging", "there is no build/validate-packaging.mjs");
  const { code, output } = await runProgram(process.execPath, [validator], { cwd: root, timeoutMs: 120_000 });
  return code === 0 ? passed() : failed(output);
}

async function script(name: string): Promise<Counts> {
  const { code, output } = await npmRun(name, [], { timeoutMs: PATIENCE_MS });
  return code === 0 ? passed() : failed(output);
}
