import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-reporter-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function countsOf(files: Record<string, string>): Promise<unknown> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const counts = join(folder, "counts.json");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporter = `--reporter=${join(root, "build", "checks", "counts-reporter.ts")}`;
  await runProgram(process.execPath, [vitest, "run", "--root", folder, "--globals", reporter], {
    cwd: folder,
    env: { HOLDFAST_TEST_COUNTS: counts },
  });
  return JSON.parse(readFileSync(counts, "utf8"));
}

test("tests are counted, skipped ones with their reason, and a file that cannot be loaded as a failure", async () => {
  const counts = await countsOf({
    "ends.test.ts": `
      test("good", () => {});
      test("bad", () => { throw new Error("bad"); });
      test("left out", (context) => context.skip("there is no server here"));
    `,
    "broken.test.ts": 'import "./nowhere.ts";',
  });

  expect(counts).toEqual({
    passed: 1,
    failed: 2,
    skipped: [{ name: "left out", reason: "there is no server here" }],
  });
});
