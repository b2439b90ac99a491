import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmRun } from "../steps/npm-run.ts";
import { type Counts, failed } from "./check.ts";
import { testCounts } from "./test-counts.ts";

type Options = {
  timeoutMs: number;
  /** Only the test files whose path holds one of these. */
  files?: string[];
  env?: Record<string, string>;
};

/** Runs one script that runs Vitest, and reads its counts. A run that ends badly without a failed test is one failure. */
export async function runTests(script: string, { timeoutMs, files = [], env }: Options): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-counts-"));
  const target = join(folder, "counts.json");
  try {
    process.stdout.write("\n");
    const { code, output } = await npmRun(
      script,
      ["--reporter=default", "--reporter=./build/checks/counts-reporter.ts", ...files],
      { timeoutMs, show: true, env: { ...env, HOLDFAST_TEST_COUNTS: target } },
    );
    const counts = readCounts(target);
    if (counts === undefined)
      return failed(`the tests ended with ${code} and without a result:\n${output.slice(-500)}`);
    if (code === 0 || counts.failed > 0) return counts;
    return { ...counts, failed: 1, output: `Vitest ended with ${code}, though no test failed` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(path: string): Counts | undefined {
  try {
    return testCounts.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
