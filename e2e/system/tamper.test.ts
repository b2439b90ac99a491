import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { getRepository, type Repository } from "#contract/repositories";
import { acknowledgeWarnings } from "#contract/repository-warnings";
import { getRun } from "#contract/runs";
import { createTask } from "#contract/tasks";
import { forgeLock } from "../../agent-core/testing/forge-lock.ts";
import { findProgram } from "../../electron/cli/find-program.ts";
import { newPlace } from "../../electron/cli/testing/holdfast-process.ts";
import { resticCandidates } from "../../electron/core/restic-candidates.ts";
import { startWholeCore, untilEnded, type WholeCore } from "../whole-core.ts";
import { backUp, makeFiles, protect } from "./backed-up-folder.ts";

const { HOLDFAST_RESTIC, PATH = "" } = process.env;
const restic = findProgram(resticCandidates(HOLDFAST_RESTIC), PATH);
const skipped = restic === undefined ? " (skipped: no restic; name one with HOLDFAST_RESTIC)" : "";
const PASSWORD = "open sesame";
const CYCLE = 30;

let core: WholeCore;
let folder: string;
let backup: string;
let good: string;
let source: string;
let repositoryId: string;
let policyId: string;

/** One repository with four snapshots; each tampering begins with it as it was. */
async function setUp(): Promise<void> {
  const place = newPlace({ HOLDFAST_RESTIC: restic });
  folder = place.folder;
  source = makeFiles(folder);
  [backup, good] = [join(folder, "backup"), join(folder, "good")];
  core = await startWholeCore(place);
  const where = { kind: "fs", name: "Disk", path: backup, password: PASSWORD, perAgent: false } as const;
  ({ repositoryId, policyId } = await protect(core, source, where));
  for (const text of ["one", "two", "three", "four"]) {
    writeFileSync(join(source, "letter.txt"), `${text}\n`);
    expect(await backUp(core, policyId)).toMatchObject({ status: "success" });
  }
  await look("snapshots");
  cpSync(backup, good, { recursive: true });
}

const filesOf = (kind: string) =>
  readdirSync(join(backup, kind), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const byHand = (repository: string, ...args: string[]) =>
  execFileSync(restic ?? "", ["-r", repository, "--no-cache", ...args], {
    env: { PATH, HOME: folder, RESTIC_PASSWORD: PASSWORD },
    stdio: "pipe",
  }).toString();

/** How the work ended: the code of its failure, or its status. */
async function look(kind: "check" | "snapshots"): Promise<string> {
  const body = { kind, repositoryId, ...(kind === "snapshots" && { agentId: core.agentId }) };
  const task = await core.call(createTask, { body });
  const { lastRunId, status } = await untilEnded(core.call, task.id, 200);
  const run = await core.call(getRun, { params: { id: lastRunId ?? "" } });
  return run.failure?.code ?? status;
}
const repository = (): Promise<Repository> => core.call(getRepository, { params: { id: repositoryId } });

/** As it was, and sound in Holdfast's eyes. */
async function restore(): Promise<void> {
  rmSync(backup, { recursive: true });
  cpSync(good, backup, { recursive: true });
  await look("snapshots");
  await core.call(acknowledgeWarnings, { params: { id: repositoryId }, body: {} });
  expect(await look("check")).toBe("succeeded");
  expect(await repository()).toMatchObject({ warnings: [], frozen: null, state: "ready" });
}

/** The prune that would make it final is refused, also with a person's yes. */
async function expectFrozen(code: string): Promise<void> {
  const { warnings, frozen } = await repository();
  expect(warnings.map((one) => one.code)).toContain(code);
  expect(frozen).not.toBeNull();
  const prune = core.call(createTask, { body: { kind: "prune", repositoryId, confirm: true } });
  await expect(prune).rejects.toMatchObject({ problem: { code: "wrong-state" } });
}

test.skipIf(restic === undefined)(
  `whatever somebody does to a repository is noticed by one cycle of check and listing, and freezes retention${skipped}`,
  { timeout: 900_000 },
  async () => {
    await setUp();
    const [pack = ""] = filesOf("data").sort((one, two) => partOf(one) - partOf(two));

    rmSync(pack);
    expect(await look("check")).toBe("repository-damaged");
    await expectFrozen("check-failed");
    await restore();

    for (const index of filesOf("index")) rmSync(index);
    expect(await look("check")).toBe("repository-damaged");
    await expectFrozen("check-failed");
    await restore();

    const [snapshot = ""] = filesOf("snapshots");
    rmSync(snapshot);
    await look("snapshots");
    await expectFrozen("snapshot-missing");
    await restore();

    byHand(backup, "backup", source, "--host=elsewhere", "--time=2019-01-01 00:00:00");
    await look("snapshots");
    await expectFrozen("snapshot-unknown");
    await restore();

    const stranger = { hostname: "elsewhere", username: "mallory", pid: 4242, exclusive: true };
    await forgeLock(backup, byHand(backup, "cat", "masterkey"), {
      ...stranger,
      time: new Date().toISOString(),
    });
    await look("snapshots");
    const { warnings } = await repository();
    expect(warnings).toMatchObject([
      { code: "lock-left", message: expect.stringContaining("4242 of mallory") },
    ]);
    // restic itself removes nothing as long as it is there.
    expect(() => byHand(backup, "forget", "--keep-last=1", "--prune")).toThrow(/already locked/);
    await restore();

    const other = join(folder, "other");
    mkdirSync(other);
    byHand(other, "init");
    renameSync(join(backup, "config"), join(folder, "config-of-ours"));
    cpSync(join(other, "config"), join(backup, "config"));
    expect(await look("check")).toBe("repository-damaged");
    await expectFrozen("check-failed");
    await restore();

    const bytes = readFileSync(pack);
    bytes[40] = (bytes[40] ?? 0) ^ 0xff;
    writeFileSync(pack, bytes, { mode: 0o600 });
    let checks = 0;
    while ((await look("check")) === "succeeded") expect(++checks).toBeLessThan(CYCLE);
    await expectFrozen("check-failed");
  },
);

/** restic reads a pack with the part that its first byte falls into. */
function partOf(pack: string): number {
  return Number.parseInt((pack.split("/").at(-1) ?? "00").slice(0, 2), 16) % CYCLE;
}
