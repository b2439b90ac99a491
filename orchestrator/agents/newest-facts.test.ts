import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HeartbeatBody } from "#contract/agent-protocol";
import { getAgent } from "#contract/agents";
import { createTask, getTask } from "#contract/tasks";
import { askDatabaseForTests, isOnServer } from "../db/database-for-tests.ts";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { factsOf } from "./facts.ts";

type Machine = Awaited<ReturnType<typeof joinMachine>>;

let orchestrator: TestOrchestrator;
let machine: Machine;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
});
afterEach(() => orchestrator.close());

/** A heartbeat `seconds` after the machine was switched on. */
function beat(seconds: number, changes: Partial<HeartbeatBody> = {}) {
  const sentAt = new Date(Date.parse("2026-11-24T12:00:00.000Z") + seconds * 1_000).toISOString();
  return machine.beat({ uptimeSeconds: seconds, sentAt, ...changes });
}

async function onDisk() {
  const query = `select facts_json from agent where id = '${machine.agentId}'`;
  const [row] = await askDatabaseForTests(orchestrator.dataDir, query);
  return factsOf(row as { facts_json: string });
}

test("what a heartbeat says is seen at once, and is on the disk within a minute", async () => {
  await beat(30);

  await beat(60);

  expect((await onDisk())?.uptimeSeconds).toBe(30);
  const seen = await orchestrator.admin(getAgent, { params: { id: machine.agentId } });
  expect(seen.uptimeSeconds).toBe(60);
  orchestrator.pass(40_000);
  await orchestrator.tick();
  expect((await onDisk())?.uptimeSeconds).toBe(60);
});

test("a stop loses none of it", async () => {
  await beat(30);
  await beat(60);

  await orchestrator.restart();

  expect((await onDisk())?.uptimeSeconds).toBe(60);
});

test("what decides whether a backup may start is on the disk with the answer", async () => {
  await beat(30);

  await beat(60, { power: { onBattery: true } });

  expect((await onDisk())?.power).toEqual({ onBattery: true });
});

test("an old heartbeat that comes once more after a kill does not take a running backup for lost", async () => {
  const { policy } = await protect(orchestrator, machine);
  await beat(30);
  await beat(60);
  const { id } = await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
  });
  const task = await machine.take();
  expect(task.taskId).toBe(id);

  await orchestrator.kill();
  orchestrator.pass(40_000);
  await beat(60);

  expect(await orchestrator.admin(getTask, { params: { id } })).toMatchObject({ status: "running" });
});

test.skipIf(isOnServer())(
  "while nobody can write, a machine without work is answered all the same (it locks the file of SQLite)",
  async () => {
    await beat(30);
    await machine.poll();
    const other = new Sqlite(join(orchestrator.dataDir, "holdfast.db"));
    other.exec("begin immediate");

    await beat(60);
    expect(await machine.poll()).toEqual({ tasks: [], cancel: [], questions: [] });

    other.exec("rollback");
    other.close();
  },
);
