import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { acknowledgeTask, appendLog, reportProgress } from "#contract/agent-protocol";
import { getRun, listRuns, readRunLog } from "#contract/runs";
import { listSnapshots } from "#contract/snapshots";
import { cancelTask, createTask, getTask, listTasks, retryTask } from "#contract/tasks";
import {
  chunkOf,
  joinMachine,
  openOrchestrator,
  proofOf,
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
  const { policy, repository } = await protect(orchestrator, machine);
  policyId = policy.id;
  repositoryId = repository.id;
});
afterEach(() => orchestrator.close());

const backUpNow = () =>
  orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
const beat = (running: { taskId: string; attempt: number }[]) =>
  machine.beat({ sentAt: new Date().toISOString(), running });

test("a backup goes from the click to a run with its log, its snapshot and its end", async () => {
  const { id } = await backUpNow();
  const offer = await machine.take();
  await machine.log(offer, 0, "2026-11-24T12:00:31.000Z info Backing up 1 folder\n");
  const { runId } = await machine.report(offer);

  expect(offer).toMatchObject({ taskId: id, kind: "backup", attempt: 1, spec: { include: ["/home/anna"] } });
  expect(await orchestrator.admin(getTask, { params: { id } })).toMatchObject({
    status: "succeeded",
    lastRunId: runId,
  });
  expect(await orchestrator.admin(getRun, { params: { id: runId } })).toMatchObject({
    status: "success",
    policyName: "Documents",
    snapshotId: SNAPSHOT,
    finishedAt: "2026-11-24T12:00:30.000Z",
  });
  const log = await orchestrator.admin(readRunLog, { params: { id: runId }, query: {} });
  expect(log.lines).toMatchObject([{ level: "info", text: "Backing up 1 folder" }]);
  const { items } = await orchestrator.admin(listSnapshots, { params: { id: repositoryId }, query: {} });
  expect(items).toMatchObject([{ id: SNAPSHOT, runId, listed: false, paths: ["/home/anna"] }]);
});

test("a snapshot is of the folders as the machine found them, not as the policy names them", async () => {
  await backUpNow();
  const paths = ["/home/anna/Documents"];
  await machine.report(await machine.take(), { paths });

  const { items } = await orchestrator.admin(listSnapshots, { params: { id: repositoryId }, query: {} });
  expect(items).toMatchObject([{ id: SNAPSHOT, paths }]);
});

test("a waiting poll is woken by the click", async () => {
  const poll = machine.poll(30);
  const startedAt = performance.now();
  await backUpNow();

  const { tasks } = await poll;

  expect(tasks).toHaveLength(1);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("two clicks make one waiting task", async () => {
  const [one, two] = [await backUpNow(), await backUpNow()];

  expect(two.id).toBe(one.id);
});

test("one backup of a policy runs at a time and at most one waits", async () => {
  await backUpNow();
  const first = await machine.take();
  await backUpNow();

  expect((await machine.poll()).tasks).toEqual([]);
  const waiting = await orchestrator.admin(listTasks, { query: { status: "queued" } });
  expect(waiting.items[0]?.reason).toBe("Waits for backup on anna-pc.");

  await machine.report(first);
  expect((await machine.poll()).tasks).toHaveLength(1);
});

describe("a fence", () => {
  test("an offer that nobody took is made again after 30 s, as the same attempt", async () => {
    await backUpNow();
    const [first] = (await machine.poll()).tasks;
    expect((await machine.poll()).tasks).toEqual([]);

    orchestrator.pass(31_000);
    const [again] = (await machine.poll()).tasks;

    expect(again).toMatchObject({ attempt: first?.attempt, leaseToken: first?.leaseToken });
  });

  test("a report with another lease changes nothing and is kept", async () => {
    await backUpNow();
    const offer = await machine.take();

    await expect(machine.report({ ...offer, leaseToken: "forged" })).rejects.toMatchObject({
      problem: { status: 409, code: "stale-attempt" },
    });

    expect(await orchestrator.admin(getTask, { params: { id: offer.taskId } })).toMatchObject({
      status: "running",
    });
  });

  test("the same report twice is one run, a different one afterwards is refused", async () => {
    await backUpNow();
    const offer = await machine.take();

    const first = await machine.report(offer);
    const second = await machine.report(offer);

    expect(second).toEqual(first);
    await expect(machine.report(offer, { outcome: "cancelled" })).rejects.toMatchObject({
      problem: { status: 409 },
    });
  });

  test("a late finisher does not touch the attempt that took over", async () => {
    await backUpNow();
    const first = await machine.take();
    orchestrator.pass(40_000);
    await beat([]);
    const { status, attempt } = await orchestrator.admin(getTask, { params: { id: first.taskId } });
    expect([status, attempt]).toEqual(["queued", 1]);
    orchestrator.pass(3_600_000);
    const second = await machine.take();

    await expect(machine.report(first)).rejects.toMatchObject({ problem: { status: 409 } });

    expect(second.attempt).toBe(2);
    const runs = await orchestrator.admin(listRuns, { query: { policy: policyId } });
    expect(runs.items.map((run) => run.status)).toEqual(["running", "lost"]);
  });
});

describe("the log", () => {
  test("takes each number once, and says which one is missing", async () => {
    await backUpNow();
    const offer = await machine.take();

    expect(await machine.log(offer, 1, "too early\n")).toEqual({ nextSeq: 0 });
    expect(await machine.log(offer, 0, "first\n")).toEqual({ nextSeq: 1 });
    expect(await machine.log(offer, 0, "first\n")).toEqual({ nextSeq: 1 });
    expect(await machine.log(offer, 1, "second\n")).toEqual({ nextSeq: 2 });

    const { runId } = await machine.report(offer);
    const log = await orchestrator.admin(readRunLog, { params: { id: runId }, query: {} });
    expect(log.lines.map((line) => line.text)).toEqual(["first", "second"]);
  });

  test("refuses a chunk whose text does not fit its hash", async () => {
    await backUpNow();
    const offer = await machine.take();

    const bad = machine.call(appendLog, {
      params: { id: machine.agentId, taskId: offer.taskId },
      body: { ...chunkOf(0, "x"), ...proofOf(offer), sha256: "0".repeat(64) },
    });

    await expect(bad).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "sha256" }] } });
  });
});

describe("stopping", () => {
  test("a waiting task ends at once", async () => {
    const { id } = await backUpNow();

    const stopped = await orchestrator.admin(cancelTask, { params: { id } });

    expect(stopped).toMatchObject({ status: "cancelled", reason: "Stopped by this computer." });
    expect((await machine.poll()).tasks).toEqual([]);
  });

  test("a running task is asked to stop with its progress, and ends when the agent says so", async () => {
    const { id } = await backUpNow();
    const [offer] = (await machine.poll()).tasks;
    if (offer === undefined) throw new Error("no task was offered");
    const params = { id: machine.agentId, taskId: id };
    const taken = await machine.call(acknowledgeTask, { params, body: proofOf(offer) });
    await orchestrator.admin(cancelTask, { params: { id } });

    const { cancel, nextProgressMs } = await machine.call(reportProgress, {
      params,
      body: { ...proofOf(offer), progress: { phase: "running", filesDone: 0, bytesDone: 0, errorCount: 0 } },
    });
    expect(taken).toEqual({ leaseSeconds: 90, logEncodings: ["zstd"], nextProgressMs });
    expect(cancel).toBe(true);

    await machine.report(offer, {
      outcome: "cancelled",
      failure: { code: "cancelled", message: "Stopped." },
    });
    expect(await orchestrator.admin(getTask, { params: { id } })).toMatchObject({ status: "cancelled" });
    expect(await orchestrator.admin(retryTask, { params: { id } })).toMatchObject({
      status: "queued",
      origin: "retry",
    });
  });
});

test("a claim of success without a snapshot counts as a failure", async () => {
  await backUpNow();
  const offer = await machine.take();

  const { runId } = await machine.report(offer, { snapshotId: "" });

  expect(await orchestrator.admin(getRun, { params: { id: runId } })).toMatchObject({
    status: "failure",
    hint: { cause: expect.any(String), effect: expect.any(String), action: expect.any(String) },
  });
});

test("a restart forgets no running task, and its report is still taken", async () => {
  await backUpNow();
  const offer = await machine.take();
  await machine.log(offer, 0, "before\n");

  await orchestrator.restart();
  orchestrator.pass(200_000);
  await orchestrator.tick();

  expect(await orchestrator.admin(getTask, { params: { id: offer.taskId } })).toMatchObject({
    status: "running",
  });
  expect(await machine.log(offer, 1, "after\n")).toEqual({ nextSeq: 2 });
  await machine.report(offer);
  expect(await orchestrator.admin(getTask, { params: { id: offer.taskId } })).toMatchObject({
    status: "succeeded",
  });
});

test("an interrupted run goes back into the queue as the next attempt", async () => {
  await backUpNow();
  const offer = await machine.take();

  await machine.report(offer, {
    outcome: "interrupted",
    failure: { code: "interrupted", message: "Holdfast was stopped." },
  });
  orchestrator.pass(10_000);

  expect((await machine.take()).attempt).toBe(2);
});

test("who asks for a backup that waits for its next attempt gets it at once", async () => {
  const { id } = await backUpNow();
  const failure = { code: "repository-unreachable" as const, message: "The NAS does not answer." };
  await machine.report(await machine.take(), { outcome: "failure", snapshotId: undefined, failure });
  expect((await machine.poll()).tasks).toEqual([]);

  const again = await backUpNow();

  expect(again.id).toBe(id);
  expect(await machine.take()).toMatchObject({ taskId: id, attempt: 2 });
});

test("a poll that waits is answered when the orchestrator stops", async () => {
  const waiting = machine.poll(55);
  await machine.poll();
  const begun = performance.now();

  await orchestrator.restart();

  expect((await waiting).tasks).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(10_000);
});
