import { afterEach, beforeEach, expect, test } from "vitest";
import type { PruneSpec } from "#contract/maintenance";
import { replacePolicy } from "#contract/policies";
import { getRepository } from "#contract/repositories";
import { acknowledgeWarnings } from "#contract/repository-warnings";
import { listRuns } from "#contract/runs";
import { listSlots } from "#contract/schedule";
import { changeSettings } from "#contract/settings";
import { listSnapshots } from "#contract/snapshots";
import type { TaskOffer } from "#contract/task";
import { createTask, getTask } from "#contract/tasks";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  protect,
  SNAPSHOT,
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
});
afterEach(() => orchestrator.close());

const maintainedBy = (agentId: string | null, change = {}) =>
  changeFolderRepository(orchestrator, repositoryId, { maintenance: { agentId, ...change } });

const doNow = (kind: "check" | "prune" | "unlock", more: { confirm?: boolean; agentId?: string } = {}) =>
  orchestrator.admin(createTask, { body: { kind, repositoryId, ...more } });
const acknowledge = () => orchestrator.admin(acknowledgeWarnings, { params: { id: repositoryId }, body: {} });
const specOf = ({ spec }: TaskOffer) => spec as PruneSpec;
const snapshot = (digit: string) => ({
  id: digit.repeat(64),
  time: `2026-11-24T0${digit}:00:00.000Z`,
  hostname: "anna-pc",
  paths: ["/home/anna"],
  tags: ["holdfast", `policy:${policyId}`],
});

test("without a machine that maintains the repository nothing can be pruned, and the answer says so", async () => {
  await expect(doNow("prune")).rejects.toMatchObject({ problem: { status: 422 } });
});

test("a prune carries each policy with its machines and the numbers of the guard", async () => {
  await maintainedBy(machine.agentId);
  await doNow("prune");

  const offer = await machine.take();

  expect(offer).toMatchObject({ kind: "prune", limits: { stallSeconds: 14_400 } });
  expect(specOf(offer)).toMatchObject({
    policies: [
      { policyId, policyName: "Documents", retention: { keepLast: 5 }, hosts: [{ host: "anna-pc" }] },
    ],
    guard: { confirmed: false, mostRemovedShare: 0.3, fewestLeft: 3, retentionSettlesAfterSeconds: 86_400 },
  });
});

test("what a complete prune left is what the next one is measured against", async () => {
  await maintainedBy(machine.agentId);
  await doNow("prune");
  const retained = [{ policyId, host: "anna-pc", kept: 2, removed: 1 }];
  await machine.report(await machine.take(), {
    summary: { snapshotsKept: 2, snapshotsRemoved: 1, retained },
    snapshots: [snapshot("1"), snapshot("2")],
  });
  await acknowledge();
  await doNow("prune");

  expect(specOf(await machine.take()).policies[0]?.hosts).toEqual([
    { host: "anna-pc", newestSnapshotId: "2".repeat(64), keptBefore: 2 },
  ]);
});

test("snapshots that a prune forgot leave the ledger", async () => {
  await maintainedBy(machine.agentId);
  await orchestrator.admin(createTask, {
    body: { kind: "snapshots", repositoryId, agentId: machine.agentId },
  });
  await machine.report(await machine.take(), { snapshots: [snapshot("1"), snapshot("2"), snapshot("3")] });
  await acknowledge();
  await doNow("prune");
  await machine.report(await machine.take(), {
    summary: { snapshotsRemoved: 2 },
    snapshots: [snapshot("3")],
  });

  const { items } = await orchestrator.admin(listSnapshots, { params: { id: repositoryId }, query: {} });

  expect(items.map(({ id }) => id)).toEqual(["3".repeat(64)]);
});

test("a change of what is kept is told to the guard, another change is not", async () => {
  await maintainedBy(machine.agentId);
  const body = { name: "Documents", repositoryId, include: ["/home/anna"], retention: { keepLast: 5 } };
  const changedAfter = async (change: object) => {
    orchestrator.pass(60_000);
    await orchestrator.admin(replacePolicy, { params: { id: policyId }, body: { ...body, ...change } });
    await doNow("prune");
    const offer = await machine.take();
    await machine.report(offer, { summary: {} });
    return specOf(offer).policies[0]?.retentionChangedAt;
  };

  expect(await changedAfter({ description: "other words" })).toBeUndefined();
  expect(await changedAfter({ retention: { keepLast: 1 } })).toBe("2026-11-24T12:02:30.000Z");
});

test("each good check reads the next part of the data", async () => {
  await maintainedBy(machine.agentId);
  const parts: unknown[] = [];
  for (const outcome of ["success", "failure", "success"] as const) {
    await doNow("check");
    const offer = await machine.take();
    parts.push(offer.spec);
    await machine.report(offer, { outcome, summary: { errorsFound: 0 } });
  }

  expect(parts).toMatchObject([1, 2, 2].map((part) => ({ readData: { part, of: 30 } })));
});

test("an unlock knows the other machines by name", async () => {
  await joinMachine(orchestrator, "office-pc");
  await doNow("unlock", { agentId: machine.agentId });

  expect((await machine.take()).spec).toEqual({ otherHostnames: ["office-pc"], confirmed: false });
});

test("a prune waits for a running backup, and a new backup waits for the prune", async () => {
  await maintainedBy(machine.agentId);
  const backUp = () =>
    orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
  await backUp();
  const backup = await machine.take();
  const prune = await doNow("prune");

  expect((await machine.poll()).tasks).toEqual([]);
  const later = await backUp();
  expect((await machine.poll()).tasks).toEqual([]);
  await machine.report(backup, { snapshotId: SNAPSHOT });
  const next = await machine.take();

  expect(next.taskId).toBe(prune.id);
  expect((await machine.poll()).tasks).toEqual([]);
  await machine.report(next, { summary: {} });
  expect((await machine.take()).taskId).toBe(later.id);
});

const untilNextDay = 86_400_000;
const slotsOf = async (kind: string) =>
  (await orchestrator.admin(listSlots, { query: { limit: 200 } })).items.filter((slot) => slot.kind === kind);

test("a clock that ran ten years ahead and was set back holds no maintenance off for ten years", async () => {
  await maintainedBy(machine.agentId, { check: { cron: "0 14 * * *", timeZone: "UTC", catchUp: true } });
  orchestrator.setClock("2036-11-24T12:00:00.000Z");
  await orchestrator.tick();
  orchestrator.setClock("2026-11-24T12:01:00.000Z");
  await orchestrator.tick();

  const { maintenance } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });

  expect(maintenance.nextCheckAt).toBe("2026-11-24T14:00:00.000Z");
});

test("maintenance comes due by its schedule, with a slot of its repository", async () => {
  await maintainedBy(machine.agentId, { prune: { cron: "0 14 * * *", timeZone: "UTC" }, check: null });
  orchestrator.setClock("2026-11-24T14:00:05.000Z");
  await orchestrator.tick();

  const [slot] = await slotsOf("prune");

  expect(slot).toMatchObject({
    key: `${repositoryId}/${machine.agentId}/prune/2026-11-24T14:00/UTC/0`,
    repositoryId,
    policyId: null,
    outcome: "pending",
  });
  const task = await orchestrator.admin(getTask, { params: { id: slot?.taskId ?? "" } });
  expect(task).toMatchObject({ kind: "prune", origin: "schedule", slotKey: slot?.key });
});

test("a missed prune is never caught up, a missed check is once", async () => {
  const daily = { cron: "0 14 * * *", timeZone: "UTC" };
  await maintainedBy(machine.agentId, { prune: daily, check: daily });
  orchestrator.pass(2 * untilNextDay + 5 * 3_600_000);
  await orchestrator.tick();

  expect((await slotsOf("prune")).map(({ outcome }) => outcome)).toEqual(["missed", "missed", "missed"]);
  expect((await slotsOf("check")).map(({ outcome }) => outcome)).toEqual(["pending", "skipped", "skipped"]);
});

test("a new repository is to be pruned daily and checked weekly, and that can be taken away", async () => {
  const { maintenance } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  await maintainedBy(machine.agentId);
  const planned = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  await maintainedBy(machine.agentId, { prune: null });
  const without = await orchestrator.admin(getRepository, { params: { id: repositoryId } });

  expect(maintenance).toMatchObject({
    prune: { every: "4h" },
    check: { cron: "30 4 * * 0" },
    agentId: null,
    nextPruneAt: null,
  });
  expect(planned.maintenance.nextPruneAt).toMatch(/^2026-11-24T1[2-9]:|^2026-11-24T20:/);
  expect(without.maintenance).toMatchObject({ prune: null, nextPruneAt: null });
  expect(without.maintenance.nextCheckAt).not.toBeNull();
});

test("a drill tries the newest snapshot of each machine in turn, and a good one is remembered as proof", async () => {
  await maintainedBy(machine.agentId);
  await orchestrator.admin(createTask, {
    body: { kind: "snapshots", repositoryId, agentId: machine.agentId },
  });
  const other = { ...snapshot("3"), hostname: "bert-pc" };
  await machine.report(await machine.take(), { snapshots: [snapshot("1"), snapshot("2"), other] });
  const drilled: unknown[] = [];
  for (const filesVerified of [0, 5]) {
    await orchestrator.admin(createTask, { body: { kind: "drill", repositoryId } });
    const offer = await machine.take();
    drilled.push(offer.spec);
    const outcome = filesVerified === 0 ? "failure" : "success";
    await machine.report(offer, { outcome, summary: { filesVerified } });
  }

  const { provenRestoreAt, maintenance } = await orchestrator.admin(getRepository, {
    params: { id: repositoryId },
  });

  expect(drilled).toMatchObject([
    { snapshotId: "2".repeat(64), compareLive: true, files: 20 },
    { snapshotId: "3".repeat(64), compareLive: false },
  ]);
  expect(provenRestoreAt).toBe("2026-11-24T12:00:30.000Z");
  expect(maintenance).toMatchObject({ drill: { cron: "30 5 * * 0" }, lastDrill: { status: "success" } });
});

test("the next check and the next drill count on from the last ones, also when all but these have left the history", async () => {
  await maintainedBy(machine.agentId, { check: null, prune: null, drill: null });
  await orchestrator.admin(changeSettings, { body: { keepRunsDays: 1 } });
  await orchestrator.admin(createTask, {
    body: { kind: "snapshots", repositoryId, agentId: machine.agentId },
  });
  const snapshots = [snapshot("2"), { ...snapshot("3"), hostname: "bert-pc" }];
  const asked: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    // The first listing is asked for above, the others are those of each day.
    await machine.report(await machine.take(), { snapshots });
    for (const kind of ["check", "drill"] as const) {
      await orchestrator.admin(createTask, { body: { kind, repositoryId } });
      const offer = await machine.take();
      asked.push(offer.spec);
      await machine.report(offer, { summary: { errorsFound: 0, filesVerified: 5 }, snapshotId: undefined });
    }
    orchestrator.pass(1.5 * untilNextDay);
    for (let tick = 0; tick < 2; tick += 1) await orchestrator.tick();
    const { items } = await orchestrator.admin(listRuns, { query: { repository: repositoryId } });
    const kept = items.map(({ kind }) => kind).filter((kind) => kind === "check" || kind === "drill");
    expect(kept.sort()).toEqual(["check", "drill"]);
  }

  expect(asked).toMatchObject([
    ...[{ readData: { part: 1 } }, { snapshotId: "2".repeat(64) }],
    ...[{ readData: { part: 2 } }, { snapshotId: "3".repeat(64) }],
    ...[{ readData: { part: 3 } }, { snapshotId: "2".repeat(64) }],
  ]);
});

test("a drill of a repository without a snapshot is refused with a reason", async () => {
  await maintainedBy(machine.agentId);

  await expect(
    orchestrator.admin(createTask, { body: { kind: "drill", repositoryId } }),
  ).rejects.toMatchObject({ problem: { status: 409, detail: expect.stringContaining("no snapshot yet") } });
});
