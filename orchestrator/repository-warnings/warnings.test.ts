import { afterEach, beforeEach, expect, test } from "vitest";
import { getRepositoryHealth } from "#contract/health";
import type { PruneSpec } from "#contract/maintenance";
import { listNotices } from "#contract/notices";
import { getRepository } from "#contract/repositories";
import { acknowledgeWarnings, listRepositoryWarnings } from "#contract/repository-warnings";
import { getRun } from "#contract/runs";
import { listSlots } from "#contract/schedule";
import { listSnapshots } from "#contract/snapshots";
import { getStatus } from "#contract/status";
import { createTask, getTask, listTasks } from "#contract/tasks";
import {
  changeFolderRepository,
  goodReport,
  joinMachine,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let policyId: string;
let repositoryId: string;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  const made = await protect(orchestrator, machine, { retention: { keepLast: 5 } });
  policyId = made.policy.id;
  repositoryId = made.repository.id;
  await maintain({});
  await list();
});
afterEach(() => orchestrator.close());

const maintain = (change: object) =>
  changeFolderRepository(orchestrator, repositoryId, {
    maintenance: { agentId: machine.agentId, ...change },
  });

const idOf = (digit: string) => digit.repeat(64);
const entry = (digit: string, more: object = {}) => ({
  id: idOf(digit),
  time: new Date(orchestrator.clock.ms).toISOString(),
  hostname: "anna-pc",
  paths: ["/home/anna"],
  tags: ["holdfast", `policy:${policyId}`],
  ...more,
});
type Entry = ReturnType<typeof entry>;

async function backUp(digit: string, summary: object = {}): Promise<{ runId: string; entry: Entry }> {
  const { id } = await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId, agentId: machine.agentId },
  });
  const offer = await machine.take();
  await machine.report(offer, { snapshotId: idOf(digit), summary: { ...goodReport.summary, ...summary } });
  const task = await orchestrator.admin(getTask, { params: { id } });
  const made = entry(digit);
  orchestrator.pass(60_000);
  return { runId: task.lastRunId ?? "", entry: made };
}

async function list(...snapshots: Entry[]): Promise<void> {
  const body = { kind: "snapshots" as const, repositoryId, agentId: machine.agentId };
  await orchestrator.admin(createTask, { body });
  await machine.report(await machine.take(), { snapshots });
}

const repository = () => orchestrator.admin(getRepository, { params: { id: repositoryId } });
const codes = async () => (await repository()).warnings.map(({ code }) => code);
const prune = (confirm = false) =>
  orchestrator.admin(createTask, { body: { kind: "prune", repositoryId, confirm } });
const acknowledge = (warningIds?: string[]) =>
  orchestrator.admin(acknowledgeWarnings, {
    params: { id: repositoryId },
    body: warningIds === undefined ? {} : { warningIds },
  });

test("what runs reported and a listing shows is odd in no way, and a prune gets the whole ledger", async () => {
  const one = await backUp("1");
  const two = await backUp("2");
  await list(one.entry, two.entry);

  expect(await repository()).toMatchObject({ warnings: [], frozen: null });
  await prune();
  const { knownSnapshots, frozen } = (await machine.take()).spec as PruneSpec;
  expect([knownSnapshots?.sort(), frozen]).toEqual([["1".repeat(16), "2".repeat(16)], undefined]);
});

test("a snapshot that no run made freezes retention, also for a confirmed prune, until a person acknowledges it", async () => {
  const one = await backUp("1");
  await list(one.entry, entry("f", { time: "2026-11-01T00:00:00Z" }));

  expect(await repository()).toMatchObject({
    warnings: [{ code: "snapshot-unknown", freezes: true }],
    frozen: expect.stringMatching(/ffffffff of anna-pc, dated 2026-11-01/),
  });
  await expect(prune(true)).rejects.toMatchObject({ problem: { code: "wrong-state" } });

  await acknowledge();

  expect(await repository()).toMatchObject({ warnings: [], frozen: null });
  await prune();
  const spec = (await machine.take()).spec as PruneSpec;
  expect(spec.knownSnapshots).toHaveLength(2);
  // It was seen, which makes it none that a run made.
  expect(spec.doubtedSnapshots).toEqual(["f".repeat(16)]);
  const { items } = await orchestrator.admin(listSnapshots, { params: { id: repositoryId }, query: {} });
  expect(items.map(({ doubt }) => doubt).sort()).toEqual([null, "unknown"]);
});

test("another strange snapshot after the yes is not covered by it, nor by the id of what was seen", async () => {
  await list(entry("e"));
  const [seen] = (await repository()).warnings;
  await list(entry("e"), entry("f"));

  await acknowledge([seen?.id ?? ""]);
  expect(await codes()).toEqual(["snapshot-unknown"]);

  await acknowledge();
  await list(entry("e"), entry("f"), entry("d"));
  expect((await repository()).warnings).toMatchObject([{ message: expect.stringContaining("dddddddd") }]);
});

test("the report of the run explains a snapshot that was listed before it", async () => {
  await orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
  const offer = await machine.take();
  await list(entry("1"));
  expect(await codes()).toEqual([]);

  await machine.report(offer, { snapshotId: idOf("1") });
  await list(entry("1"));

  expect(await codes()).toEqual([]);
});

test("what a run left behind that was cut off is no stranger", async () => {
  await orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
  const offer = await machine.take();
  const left = entry("1");
  await machine.report(offer, { outcome: "cancelled", summary: undefined, snapshotId: undefined });

  await list(left);

  expect(await codes()).toEqual([]);
});

test("a snapshot that is gone is missed, one that a prune removed is not", async () => {
  const [one, two, three] = [await backUp("1"), await backUp("2"), await backUp("3")];
  await list(one.entry, two.entry, three.entry);
  await prune();
  await machine.report(await machine.take(), {
    summary: { snapshotsRemoved: 1 },
    snapshots: [two.entry, three.entry],
    forgotten: [one.entry.id],
  });
  expect(await codes()).toEqual([]);

  await list(three.entry);

  expect((await repository()).warnings).toMatchObject([
    { code: "snapshot-missing", freezes: true, message: expect.stringContaining("22222222 of anna-pc") },
  ]);
});

test("a snapshot that a run reported and no listing shows is missed by the first of them", async () => {
  const one = await backUp("1");
  await backUp("2");

  await list(one.entry);

  expect(await codes()).toEqual(["snapshot-missing"]);
});

test("a snapshot that says it is from another time than its run freezes retention", async () => {
  const { entry: made } = await backUp("1");

  await list({ ...made, time: "2026-11-24T11:40:00Z" });

  expect(await codes()).toEqual(["snapshot-time"]);
});

test("a frozen repository's prune is left out by name, and one that waits already forgets nothing", async () => {
  const body = { kind: "snapshots" as const, repositoryId, agentId: machine.agentId };
  await orchestrator.admin(createTask, { body });
  await prune();
  await machine.report(await machine.take(), { snapshots: [entry("f")] });
  expect(((await machine.take()).spec as PruneSpec).frozen).toMatch(/frozen.*ffffffff/);

  await maintain({ prune: { every: "1h" } });
  orchestrator.pass(3_590_000);
  await orchestrator.tick();

  const { items } = await orchestrator.admin(listSlots, { query: {} });
  expect(items.filter(({ kind }) => kind === "prune")).toMatchObject([
    { outcome: "skipped", reason: expect.stringMatching(/frozen.*ffffffff/) },
  ]);
});

test("a backup out of all proportion is a warning with its reason and freezes retention", async () => {
  for (const digit of ["1", "2", "3", "4"])
    await backUp(digit, { filesNew: 2, filesChanged: 3, filesProcessed: 1_000, dataAddedBytes: 1_000_000 });

  const odd = await backUp("5", {
    filesNew: 0,
    filesChanged: 900,
    filesProcessed: 1_000,
    dataAddedBytes: 900_000_000,
    bytesProcessed: 1_000_000_000,
  });

  const run = await orchestrator.admin(getRun, { params: { id: odd.runId } });
  expect(run.status).toBe("warning");
  expect(run.hint?.cause).toMatch(/900 files are new or changed, usually 5\..*858 MiB/);
  expect((await repository()).warnings).toMatchObject([{ code: "unusual-backup", runId: odd.runId }]);
  const { problems } = await orchestrator.admin(getStatus, { query: {} });
  expect(problems).toContainEqual(expect.objectContaining({ action: "open-repository", repositoryId }));
});

test("a check that finds damage freezes retention until a check is good again", async () => {
  const check = async (report: Parameters<typeof machine.report>[1]) => {
    await orchestrator.admin(createTask, { body: { kind: "check", repositoryId } });
    await machine.report(await machine.take(), report);
  };
  await check({ outcome: "failure", failure: { code: "repository-damaged", message: "one error" } });
  expect(await codes()).toEqual(["check-failed"]);

  await acknowledge();
  await check({ outcome: "failure", failure: { code: "repository-damaged", message: "another error" } });
  expect(await codes()).toEqual(["check-failed"]);

  await check({ summary: { errorsFound: 0 } });

  expect(await codes()).toEqual([]);
});

test("people are told once of each warning, and what was acknowledged stays to be read", async () => {
  await list(entry("f"));
  await orchestrator.tick();
  await orchestrator.tick();

  const { items } = await orchestrator.admin(listNotices, { query: {} });
  expect(items.filter((one) => one.repositoryId === repositoryId && one.kind === "warnings")).toHaveLength(1);
  await acknowledge();
  const { items: kept } = await orchestrator.admin(listRepositoryWarnings, { params: { id: repositoryId } });
  expect(kept).toMatchObject([{ code: "snapshot-unknown", acknowledgedBy: expect.any(String) }]);
});

test("a repository that nobody has listed for a day is listed", async () => {
  const listings = async () => {
    await orchestrator.tick();
    const { items } = await orchestrator.admin(listTasks, { query: { kind: "snapshots", open: "true" } });
    return items.length;
  };
  await list();
  expect(await listings()).toBe(0);

  orchestrator.pass(25 * 3_600_000);

  expect(await listings()).toBe(1);
  expect(await listings()).toBe(1);
});

test("a backup is no listing: only the first contact that made the repository counts as one", async () => {
  const other = await joinMachine(orchestrator, "bens-pc");
  const made = await protect(orchestrator, other, { name: "Photos" });
  const listed = async () =>
    (await orchestrator.admin(getRepositoryHealth, { params: { id: made.repository.id }, query: {} }))
      .lastListedAt;
  const backUp = async (digit: string) => {
    const body = { kind: "backup" as const, policyId: made.policy.id, agentId: other.agentId };
    await orchestrator.admin(createTask, { body });
    const report = { snapshotId: idOf(digit), repositoryResticId: "ab".repeat(32) };
    await other.report(await other.take(), report);
  };
  await backUp("1");
  const first = await listed();
  orchestrator.pass(3_600_000);
  await backUp("2");

  expect(first).not.toBeNull();
  expect(await listed()).toBe(first);
});
