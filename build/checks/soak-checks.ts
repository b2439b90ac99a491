import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mutatedModules } from "../mutation/mutated-modules.ts";
import { checkMutants } from "../mutation/mutation-score.ts";
import { root } from "../steps/place.ts";
import { Trouble } from "../steps/trouble.ts";
import { type Check, type Counts, passed, skipped, sumOf } from "./check.ts";
import { resticCheck } from "./programs.ts";
import { type SoakJob, soakJobs } from "./soak-jobs.ts";
import { createSoakProgress, type SoakProgress } from "./soak-progress.ts";
import { soakTable } from "./soak-table.ts";
import { runTests } from "./vitest-project.ts";

const USAGE = "Use: npm run test:soak -- [--part 0.01] [--only NAME,NAME] [--fresh]";
const PATIENCE_MS = 7_200_000;

type Deps = {
  progress: SoakProgress;
  /** What is tested. */
  commit: string;
  runBatch: (file: string, env: Record<string, string>) => Promise<Counts>;
};

/** What `npm run test:soak` does. It goes on where an earlier one was stopped; a part of it is enough to see that it works. */
export function soakChecks(args: readonly string[]): Check[] {
  const { part, only, fresh } = parsed(args);
  const jobs = soakJobs
    .filter((job) => only === undefined || only.includes(job.name))
    .map((job) => ({ ...job, total: Math.max(1, Math.round(job.total * part)) }));
  const file = join(root, "out", "soak", part === 1 ? "done.json" : `done-${part}.json`);
  const progress = createSoakProgress(file);
  const isOver = jobs.every((job) => progress.doneOf(job.name) >= job.total);
  if (fresh || isOver) progress.forget(jobs.map(({ name }) => name));
  const deps: Deps = {
    progress,
    commit: commitHere(),
    runBatch: (tests, env) => runTests("soak", { timeoutMs: PATIENCE_MS, files: [tests], env }),
  };
  return [
    resticCheck,
    ...jobs.map((job) => ({ name: job.name, run: () => soak(job, deps) })),
    ...mutatedModules
      .filter(({ name }) => only?.includes(name) ?? part === 1)
      .map((module) => ({ name: module.name, run: () => checkMutants(module) })),
    { name: "what was done", run: async () => ({ ...passed(), output: soakTable(jobs, progress) }) },
  ];
}

/** Does what is left of a job, a batch at a time, and stops at the first that fails. */
export async function soak(job: SoakJob, { progress, commit, runBatch }: Deps): Promise<Counts> {
  if (!existsSync(join(root, job.file))) return skipped(job.name, `there is no ${job.file}`);
  const all: Counts[] = [];
  for (let done = progress.doneOf(job.name); done < job.total; done = progress.doneOf(job.name)) {
    const count = Math.min(job.batch, job.total - done);
    const seed = randomInt(0x7fffffff);
    const startedAt = performance.now();
    const counts = await runBatch(job.file, {
      ...job.environment(done, count),
      HOLDFAST_SEED: String(seed),
    });
    all.push(counts);
    if (counts.failed > 0 || counts.passed === 0) break;
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    progress.add(job.name, { count, seed, seconds, commit });
  }
  return all.length === 0 ? skipped(job.name, "an earlier run has done it; --fresh begins anew") : sumOf(all);
}

/** As git names the sources, with a `+` where they were changed since; nothing where there is no git. */
function commitHere(): string {
  const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout ?? "";
  const changed = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+";
  return `${git("rev-parse", "--short", "HEAD").trim()}${changed}`;
}

function parsed(args: readonly string[]): { part: number; only: string[] | undefined; fresh: boolean } {
  const options = {
    part: { type: "string", default: "1" },
    only: { type: "string" },
    fresh: { type: "boolean", default: false },
  } as const;
  const { part, only, fresh } = parseArgs({ args: [...args], options }).values;
  const names = [...soakJobs, ...mutatedModules].map(({ name }) => name);
  const unknown = only?.split(",").find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Trouble(`There is no "${unknown}". ${USAGE}`);
  if (!(Number(part) > 0 && Number(part) <= 1))
    throw new Trouble(`--part is more than 0, at most 1. ${USAGE}`);
  return { part: Number(part), only: only?.split(","), fresh };
}
