import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Counts, failed, passed } from "../checks/check.ts";
import { root } from "../steps/place.ts";
import { runProgram } from "../steps/run-program.ts";
import { bringStryker } from "./bring-stryker.ts";
import type { MutatedModule } from "./mutated-modules.ts";

const LEAST_PERCENT = 80;
const PATIENCE_MS = 7_200_000;

const mutant = z.object({
  status: z.string(),
  mutatorName: z.string(),
  replacement: z.string().optional(),
  location: z.object({ start: z.object({ line: z.int() }) }),
});
const report = z.object({ files: z.record(z.string(), z.object({ mutants: z.array(mutant) })) });
export type MutationReport = z.infer<typeof report>;

/** Changes the code of a module in every small way, and expects its tests to notice at least four of five. */
export async function checkMutants({ files, tests }: MutatedModule): Promise<Counts> {
  const { program, runner } = await bringStryker();
  const target = join(root, "out", "mutation.json");
  rmSync(target, { force: true });
  const settings = {
    ...{
      testRunner: "vitest",
      plugins: [runner],
      mutate: files,
      coverageAnalysis: "perTest",
      concurrency: 1,
    },
    vitest: { configFile: "build/mutation/vitest.config.ts", related: false },
    // What runs once when the file is read would be tried with all tests each time, and is mostly texts.
    ignoreStatic: true,
    ...{ timeoutMS: 10_000, timeoutFactor: 3, tempDirName: "out/stryker", reporters: ["json"] },
    ignorePatterns: ["out", "docs", "resources", "renderer", "electron", "agent-core", "e2e"],
    jsonReporter: { fileName: target },
  };
  mkdirSync(join(root, "out"), { recursive: true });
  const file = join(root, "out", "stryker.config.json");
  writeFileSync(file, JSON.stringify(settings));
  const { code, output } = await runProgram(process.execPath, [program, "run", file], {
    ...{ cwd: root, timeoutMs: PATIENCE_MS },
    env: { HOLDFAST_MUTATION_TESTS: tests.join(",") },
  });
  if (code !== 0) return failed(`Stryker ended with ${code}:\n${output.slice(-1_000)}`);
  return judge(report.parse(JSON.parse(readFileSync(target, "utf8"))));
}

const NOTICED = new Set(["Killed", "Timeout"]);
const UNNOTICED = new Set(["Survived", "NoCoverage"]);

/** Passed with its score; failed with every change that no test noticed. */
export function judge({ files }: MutationReport): Counts {
  const lines: string[] = [];
  let noticed = 0;
  for (const [file, { mutants }] of Object.entries(files)) {
    noticed += mutants.filter(({ status }) => NOTICED.has(status)).length;
    for (const { status, mutatorName, replacement = "", location } of mutants) {
      if (UNNOTICED.has(status))
        lines.push(`${file}:${location.start.line} ${mutatorName}: ${replacement.slice(0, 80)}`);
    }
  }
  const total = noticed + lines.length;
  const percent = total === 0 ? 0 : (100 * noticed) / total;
  const score = `${percent.toFixed(1)} % of ${total} changes were noticed`;
  if (percent < LEAST_PERCENT) return failed([score, ...lines].join("\n"));
  return { ...passed(), output: score };
}
