import { afterEach, beforeEach, expect, test } from "vitest";
import { getAgent, listAgentEvents, pauseAgent, resumeAgent } from "#contract/agents";
import type { PolicyDraft } from "#contract/policies";
import { listSlots } from "#contract/schedule";
import { getStatus } from "#contract/status";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;

/** A Tuesday. */
beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: "2026-11-24T12:00:30.000Z" });
  machine = await joinMachine(orchestrator);
});
afterEach(() => orchestrator.close());

const hourly = { schedules: { backup: { cron: "0 * * * *", timeZone: "UTC" } } };
const protectWith = (conditions: PolicyDraft["conditions"]) =>
  protect(orchestrator, machine, { ...hourly, conditions });

const beat = (power?: { onBattery: boolean }) =>
  machine.beat({ sentAt: new Date(orchestrator.clock.ms).toISOString(), ...(power && { power }) });

/** Lets time pass, ticks and asks for work: what runs in this time is reported as done. */
async function pass(ms: number): Promise<number> {
  orchestrator.pass(ms);
  await orchestrator.tick();
  const { tasks } = await machine.poll();
  return tasks.length;
}

async function ledger() {
  const { items } = await orchestrator.admin(listSlots, { query: { limit: 200 } });
  return items.map(({ scheduledFor, outcome, reason }) =>
    `${scheduledFor.slice(11, 16)} ${outcome} ${reason ?? ""}`.trim(),
  );
}

const backUpNow = (policyId: string) =>
  orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });

test("outside its windows a run is postponed, makes way for the next one, and starts when a window opens", async () => {
  await protectWith({ windows: [{ days: [2], from: "14:30", to: "15:00" }] });

  expect(await pass(HOUR_MS)).toBe(0);
  expect(await ledger()).toEqual(["13:00 postponed Waits until 14:30, when backups may start."]);

  expect(await pass(HOUR_MS)).toBe(0);
  expect(await ledger()).toEqual([
    "14:00 postponed Waits until 14:30, when backups may start.",
    "13:00 skipped Waits until 14:30, when backups may start. The next run came due first.",
  ]);

  expect(await pass(30 * MINUTE_MS)).toBe(1);
});

test("on battery a run waits for mains power; a machine that says nothing of its power runs", async () => {
  await protectWith({ onBattery: "wait" });
  await beat({ onBattery: true });

  expect(await pass(HOUR_MS)).toBe(0);
  expect(await ledger()).toEqual(["13:00 postponed Waits for mains power."]);

  await beat();
  expect(await pass(MINUTE_MS)).toBe(1);
});

test("a run for which a machine woke up without its network is put off, and running again it is not", async () => {
  await protectWith(undefined);
  orchestrator.pass(HOUR_MS);
  await orchestrator.tick();
  await machine.report(await machine.take(), {
    outcome: "interrupted",
    interruptedBy: "sleep",
    failure: { code: "repository-unreachable", message: "x" },
  });

  expect(await ledger()).toEqual([
    "13:00 postponed The machine woke up without its network; tried again in about 5 min.",
  ]);
  expect(await pass(4 * MINUTE_MS)).toBe(0);
  orchestrator.pass(2 * MINUTE_MS);
  await machine.take();
  expect(await ledger()).toEqual(["13:00 running"]);
});

test("a run that could not start in time is left out with both reasons", async () => {
  await protectWith({ onBattery: "wait", latestStartSeconds: 1_800 });
  await beat({ onBattery: true });
  await pass(HOUR_MS);
  await pass(31 * MINUTE_MS);

  expect(await ledger()).toEqual(["13:00 skipped It could not start within 30 min. Waits for mains power."]);
});

test("a person who asks gets the run that waits at once", async () => {
  const { policy } = await protectWith({ onBattery: "wait" });
  await beat({ onBattery: true });
  await pass(HOUR_MS);
  await backUpNow(policy.id);

  await machine.report(await machine.take());

  expect(await ledger()).toEqual(["13:00 done"]);
});

test("a paused machine gets what a person starts and nothing else, until its time is over", async () => {
  const { policy } = await protectWith(undefined);
  await machine.poll();
  const paused = await orchestrator.admin(pauseAgent, {
    params: { id: machine.agentId },
    body: { until: "2026-11-24T13:30:00.000Z" },
  });
  const { verdict } = await orchestrator.admin(getStatus, { query: {} });

  expect(paused).toMatchObject({ pausedUntil: "2026-11-24T13:30:00.000Z", protection: "paused" });
  expect(verdict.state).toBe("paused");
  expect(verdict.sentence).toContain("2026-11-24 13:30 UTC");

  expect(await pass(HOUR_MS)).toBe(0);
  expect(await ledger()).toEqual([
    "13:00 skipped Backups of this machine are paused until 2026-11-24 13:30 UTC.",
  ]);
  await backUpNow(policy.id);
  await machine.report(await machine.take());

  expect(await pass(HOUR_MS)).toBe(1);
  const events = await orchestrator.admin(listAgentEvents, { params: { id: machine.agentId }, query: {} });
  expect(events.items[0]).toMatchObject({ kind: "pause", to: "running", reason: "The pause is over." });
});

test("what waits when the pause begins is left out; a pause without an end lasts until somebody ends it", async () => {
  await protectWith(undefined);
  orchestrator.pass(HOUR_MS);
  await orchestrator.tick();
  await orchestrator.admin(pauseAgent, { params: { id: machine.agentId }, body: {} });
  await machine.poll();

  expect(await ledger()).toEqual([
    "13:00 skipped Backups of this machine are paused until somebody resumes them.",
  ]);

  await orchestrator.admin(resumeAgent, { params: { id: machine.agentId } });
  expect(await orchestrator.admin(getAgent, { params: { id: machine.agentId } })).toMatchObject({
    pausedSince: null,
    protection: "never",
  });
  expect(await pass(HOUR_MS)).toBe(1);
});

test("a pause that would end in the past is refused", async () => {
  const pause = orchestrator.admin(pauseAgent, {
    params: { id: machine.agentId },
    body: { until: "2026-11-24T12:00:00.000Z" },
  });

  await expect(pause).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "until" }] } });
});
