import { join } from "node:path";
import { findPostgres } from "../../orchestrator/db/postgres/cluster-for-tests.ts";
import { takeFromDebian } from "../steps/debian-package.ts";
import { isProgram } from "../steps/find-on-path.ts";
import { root } from "../steps/place.ts";
import { isNewEnough, resticVersion } from "../steps/restic-version.ts";
import { type Check, type Counts, skipped, sumOf } from "./check.ts";
import { packageProgramsCheck } from "./package-programs.ts";
import {
  chromiumCheck,
  interfaceCheck,
  passOn,
  resticCheck,
  restServerCheck,
  sshdCheck,
} from "./programs.ts";
import { runTests } from "./vitest-project.ts";

/** What shows how a real restic ends, well and badly. */
const RESTIC_FILES = ["backup-and-restore", "outcomes", "suspended", "full-disks"].map(
  (name) => `e2e/system/${name}.test.ts`,
);
const PATIENCE_MS = 7_200_000;

/** What `npm run test:system` does: what needs root, other programs, or more time than a developer has between two edits. */
export const systemChecks: Check[] = [
  resticCheck,
  restServerCheck,
  sshdCheck,
  chromiumCheck,
  interfaceCheck,
  packageProgramsCheck,
  { name: "old restic", run: oldRestic },
  { name: "system tests", run: () => runTests("system", { timeoutMs: PATIENCE_MS }) },
  { name: "PostgreSQL", run: onPostgres },
  { name: "restic 0.18", run: () => withRestic("trixie", (version) => version.startsWith("0.18.")) },
  { name: "newest restic", run: () => withRestic("sid", (version) => isNewEnough(version, "0.19.0")) },
];

/** The suites of the orchestrator once more, with their databases on a real server. */
async function onPostgres(): Promise<Counts> {
  if (findPostgres() === undefined)
    return skipped("suites on PostgreSQL", "there is no server here: initdb was not found (postgresql-15)");
  return await runTests("postgres", { timeoutMs: PATIENCE_MS });
}

async function oldRestic(): Promise<Counts> {
  const path = await bring("bookworm", (version) => !isNewEnough(version));
  return typeof path === "string" ? passOn("HOLDFAST_OLD_RESTIC", path) : path;
}

/** The tests that talk to a real restic, once more with the one of another suite. */
async function withRestic(suite: string, isRight: (version: string) => boolean): Promise<Counts> {
  const path = await bring(suite, isRight);
  if (typeof path !== "string") return path;
  const version = await resticVersion(path);
  if (version === (await resticVersion(process.env["HOLDFAST_RESTIC"] ?? "")))
    return skipped(`restic of ${suite}`, `it is ${version}, with which all other tests run`);
  const options = { timeoutMs: PATIENCE_MS, env: { HOLDFAST_RESTIC: path } };
  return sumOf([
    await runTests("unit", { ...options, files: ["agent-core"] }),
    await runTests("system", { ...options, files: RESTIC_FILES }),
  ]);
}

/** The path of a restic of that suite; where there is none to be had, the reason as a skipped check. */
async function bring(suite: string, isRight: (version: string) => boolean): Promise<string | Counts> {
  const target = join(root, "out", "test-tools", `restic-${suite}`, "restic");
  const objection = async (file: string) => {
    const version = await resticVersion(file);
    if (version === undefined) return "it does not run here";
    return isRight(version) ? undefined : `it is restic ${version}, which is not what is tested here`;
  };
  if (isProgram(target) && (await objection(target)) === undefined) return target;
  try {
    await takeFromDebian({ name: "restic", file: "usr/bin/restic", target, objection, suites: [suite] });
    return target;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return skipped(`restic of ${suite}`, why);
  }
}
