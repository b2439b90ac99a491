import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { heartbeat } from "#contract/agent-protocol";
import { removeAgent } from "#contract/agents";
import { listRuns } from "#contract/runs";
import { createTask, getTask, retryTask } from "#contract/tasks";
import { openDatabase, type Write } from "../db/database.ts";
import { isOnServer } from "../db/database-for-tests.ts";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { createLeases } from "./leases.ts";
import { sweepLeases } from "./sweep-leases.ts";

const HOUR_MS = 3_600_000;

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
const statusOf = async (id: string) => (await orchestrator.admin(getTask, { params: { id } })).status;

function beatBody(running: { taskId: string; attempt: number }[]) {
  const { ms, monotonicMs } = orchestrator.clock;
  return {
    appVersion: "0.1.0",
    uptimeSeconds: monotonicMs / 1_000,
    sentAt: new Date(ms).toISOString(),
    timeZone: "Europe/Berlin",
    disks: [],
    running,
  };
}
const beat = (body: ReturnType<typeof beatBody> & { startId?: string }) =>
  machine.call(heartbeat, { params: { id: machine.agentId }, body });

test("a heartbeat that comes late, or twice, takes no running task away", async () => {
  const early = beatBody([]);
  await beat(early);
  const { id } = await backUpNow();
  const offer = await machine.take();
  orchestrator.pass(40_000);
  await beat(beatBody([offer]));

  await beat(early);

  expect(await statusOf(id)).toBe("running");
});

test("the same heartbeat twice takes no task away that began in between", async () => {
  const early = beatBody([]);
  await beat(early);
  const { id } = await backUpNow();
  await machine.take();
  orchestrator.pass(40_000);
  await orchestrator.restart();

  await beat(early);

  expect(await statusOf(id)).toBe("running");
});

test("a machine whose clock was set back is still believed that it lost its task", async () => {
  await beat(beatBody([]));
  const { id } = await backUpNow();
  await machine.take();
  orchestrator.pass(40_000);

  await beat({ ...beatBody([]), sentAt: "2026-11-24T09:00:00.000Z" });

  expect(await statusOf(id)).toBe("queued");
});

test("what was sent before the clock was set back is late, however much later it seems", async () => {
  const early = { ...beatBody([]), sentAt: "2026-11-24T14:00:00.000Z", startId: "first" };
  await beat(early);
  const { id } = await backUpNow();
  const offer = await machine.take();
  orchestrator.pass(40_000);
  await beat({ ...beatBody([offer]), startId: "first" });

  await beat(early);

  expect(await statusOf(id)).toBe("running");
});

test("a machine that starts again with an older clock is believed, and what it said before its start no more", async () => {
  const early = { ...beatBody([]), uptimeSeconds: 9_000, startId: "first" };
  await beat(early);
  const { id } = await backUpNow();
  await machine.take();
  await orchestrator.kill();
  orchestrator.pass(40_000);

  const again = { uptimeSeconds: 20, sentAt: "2026-11-24T09:00:00.000Z", startId: "second" };
  await beat({ ...beatBody([]), ...again });
  expect(await statusOf(id)).toBe("queued");

  orchestrator.pass(600_000);
  const offer = await machine.take();
  await orchestrator.kill();
  orchestrator.pass(40_000);
  await beat({ ...beatBody([offer]), ...again, uptimeSeconds: 660, sentAt: "2026-11-24T09:10:40.000Z" });
  await beat(early);
  expect(await statusOf(id)).toBe("running");
});

test("an offer is made again also after the clock was set back", async () => {
  await backUpNow();
  await machine.poll();
  orchestrator.setClock("2026-11-24T11:00:30.000Z");

  expect((await machine.poll()).tasks).toHaveLength(1);
});

test("an offer whose reply got lost is made again before a newer exclusive task", async () => {
  const init = { kind: "init" as const, repositoryId, agentId: machine.agentId };
  const first = await orchestrator.admin(createTask, { body: init });
  await machine.poll();
  orchestrator.setClock("2026-11-24T11:00:30.000Z");
  await orchestrator.admin(createTask, { body: init });

  const { tasks } = await machine.poll();

  expect(tasks.map((task) => task.taskId)).toEqual([first.id]);
});

test("a retry whose hour was reckoned with a wrong clock does not wait for years", async () => {
  orchestrator.setClock("2036-11-24T12:00:30.000Z");
  await backUpNow();
  const offer = await machine.take();
  await machine.report(offer, {
    outcome: "failure",
    failure: { code: "repository-unreachable", message: "No answer." },
  });
  orchestrator.setClock("2026-11-24T12:05:30.000Z");

  expect((await machine.poll()).tasks).toMatchObject([{ attempt: 2 }]);
});

test.skipIf(isOnServer())(
  "a report that comes while its machine is being given up counts, and is not run again (two processes write to one file)",
  async () => {
    const { id } = await backUpNow();
    const offer = await machine.take();
    const db = await openDatabase(join(orchestrator.dataDir, "holdfast.db"));
    const leases = createLeases(() => orchestrator.clock.monotonicMs);
    const now = () => new Date(orchestrator.clock.ms);
    await sweepLeases({ db, leases, now });
    expect(await statusOf(id)).toBe("unreachable");
    orchestrator.pass(25 * HOUR_MS);
    const write: Write = async (change) => {
      await machine.report(offer);
      return db.write(change);
    };

    const given = await sweepLeases({ db: { ...db, write }, leases, now });
    await db.close();

    expect(given).toEqual([]);
    expect(await statusOf(id)).toBe("succeeded");
    const { items } = await orchestrator.admin(listRuns, { query: { policy: policyId } });
    expect(items.map((run) => run.status)).toEqual(["success"]);
  },
);

test("a clock that jumps three days ahead gives up no machine that was silent for minutes", async () => {
  const { id } = await backUpNow();
  await machine.take();
  for (let step = 0; step < 4; step += 1) {
    orchestrator.pass(50_000);
    await orchestrator.tick();
  }
  expect(await statusOf(id)).toBe("unreachable");

  orchestrator.setClock("2026-11-27T12:00:00.000Z");
  for (let step = 0; step < 10; step += 1) {
    await orchestrator.tick();
    orchestrator.pass(50_000);
  }

  expect(await statusOf(id)).toBe("unreachable");
});

test("a task of a removed machine is not sent into the queue again", async () => {
  const { id } = await backUpNow();
  await machine.report(await machine.take());
  await orchestrator.admin(removeAgent, { params: { id: machine.agentId } });

  const again = orchestrator.admin(retryTask, { params: { id } });

  await expect(again).rejects.toMatchObject({ problem: { status: 409, code: "wrong-state" } });
});

test("what a machine may still be at is not offered to it once more, also after a restart, until it says that it dropped it", async () => {
  const machineId = crypto.randomUUID();
  const before = await joinMachine(orchestrator, "otto-pc", machineId);
  const { policy } = await protect(orchestrator, before, { name: "Photos" });
  const body = { kind: "backup" as const, policyId: policy.id, agentId: before.agentId };
  const { id } = await orchestrator.admin(createTask, { body });
  await before.take();
  await orchestrator.admin(removeAgent, { params: { id: before.agentId } });
  await orchestrator.restart();
  const back = await joinMachine(orchestrator, "otto-pc", machineId);
  await orchestrator.admin(retryTask, { params: { id } });

  expect((await back.poll()).tasks).toEqual([]);
  expect((await orchestrator.admin(getTask, { params: { id } })).reason).toBe("Waits for backup on otto-pc.");
  await back.beat(beatBody([{ taskId: id, attempt: 1 }]));
  expect((await back.poll()).tasks).toEqual([]);

  orchestrator.pass(40_000);
  const waiting = back.poll(20);
  await back.beat(beatBody([]));
  expect((await waiting).tasks).toMatchObject([{ taskId: id, attempt: 2 }]);
});

test("a task that its machine died of three times is quarantined until a person sends it again", async () => {
  const { id } = await backUpNow();
  const dieOf = async (interruptedBy: "crash" | "sleep") => {
    const offer = await machine.take();
    await machine.report(offer, {
      outcome: "interrupted",
      interruptedBy,
      failure: { code: "interrupted", message: "Holdfast was killed." },
    });
    orchestrator.pass(60_000);
  };
  await dieOf("crash");
  await dieOf("sleep");
  await dieOf("crash");
  expect(await statusOf(id)).toBe("queued");

  await dieOf("crash");

  expect(await orchestrator.admin(getTask, { params: { id } })).toMatchObject({
    status: "dead",
    reason: expect.stringContaining("quarantined"),
  });
  expect((await machine.poll()).tasks).toEqual([]);
  await orchestrator.admin(retryTask, { params: { id } });
  await dieOf("crash");
  expect(await statusOf(id)).toBe("queued");
});

test("a task whose retries are used up is sent again by a person with all of them", async () => {
  const { id } = await backUpNow();
  const fail = async () => {
    orchestrator.pass(2 * HOUR_MS);
    await machine.report(await machine.take(), {
      outcome: "failure",
      failure: { code: "repository-locked", message: "Locked." },
    });
  };
  for (let attempt = 1; attempt <= 6; attempt += 1) await fail();
  expect(await statusOf(id)).toBe("dead");

  await orchestrator.admin(retryTask, { params: { id } });
  await fail();

  expect(await statusOf(id)).toBe("queued");
});
