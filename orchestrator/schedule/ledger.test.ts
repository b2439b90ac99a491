import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assignPolicy, getPolicy, policyInput, replacePolicy, unassignPolicy } from "#contract/policies";
import { getScheduleStatus, listSlots, listUpcoming } from "#contract/schedule";
import { cancelTask, listTasks, retryTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { jitterOf } from "./jitter.ts";

const MINUTE_MS = 60_000;

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;

beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: "2026-11-24T12:00:30.000Z" });
  machine = await joinMachine(orchestrator);
});
afterEach(() => orchestrator.close());

const everyMinute = { schedules: { backup: { cron: "* * * * *", catchUp: true } } };

async function ledger() {
  const { items } = await orchestrator.admin(listSlots, { query: { limit: 200 } });
  return items.map(({ scheduledFor, outcome, reason }) =>
    `${scheduledFor.slice(11, 16)} ${outcome} ${reason ?? ""}`.trim(),
  );
}

async function backups() {
  const { items } = await orchestrator.admin(listTasks, { query: { kind: "backup" } });
  return items;
}

test("a policy of every minute makes just one task a minute, however often it ticks", async () => {
  await protect(orchestrator, machine, everyMinute);
  for (let tick = 0; tick < 18; tick += 1) {
    orchestrator.pass(10_000);
    await orchestrator.tickInTurn();
    const open = (await backups()).filter((task) => task.status === "queued");
    if (open.length > 0) await machine.report(await machine.take());
  }

  const made = await backups();

  expect(made.map((task) => task.slotKey?.split("/")[3])).toEqual([
    "2026-11-24T13:03",
    "2026-11-24T13:02",
    "2026-11-24T13:01",
  ]);
  expect(made.map((task) => task.status)).toEqual(["succeeded", "succeeded", "succeeded"]);
  expect(await ledger()).toEqual(["12:03 done", "12:02 done", "12:01 done"]);
});

test("after five minutes away one run catches up, and the ledger says why the others did not run", async () => {
  await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(5 * MINUTE_MS);
  await orchestrator.restart();

  expect(await backups()).toMatchObject([{ origin: "catch-up", status: "queued" }]);
  expect(await ledger()).toEqual([
    "12:05 pending Holdfast was not running. Caught up afterwards.",
    "12:04 skipped Holdfast was not running. One later run covers it.",
    "12:03 skipped Holdfast was not running. One later run covers it.",
    "12:02 skipped Holdfast was not running. One later run covers it.",
    "12:01 skipped Holdfast was not running. One later run covers it.",
  ]);
});

test("a slot that comes due while an earlier one waits is skipped with its reason", async () => {
  await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(MINUTE_MS);
  await orchestrator.tick();
  orchestrator.pass(MINUTE_MS);
  await orchestrator.tick();

  expect(await ledger()).toEqual([
    "12:02 skipped An earlier run of this policy was still waiting.",
    "12:01 pending",
  ]);
});

describe("catching up", () => {
  const daily = (catchUp: boolean) => ({
    schedules: { backup: { cron: "0 20 * * *", timeZone: "UTC", catchUp } },
  });

  test("happens for a daily run that was missed in the night", async () => {
    await protect(orchestrator, machine, daily(true));
    orchestrator.setClock("2026-11-25T07:00:00.000Z");
    await orchestrator.restart();

    expect(await backups()).toMatchObject([{ origin: "catch-up" }]);
  });

  test("does not happen where the policy does not want it", async () => {
    await protect(orchestrator, machine, daily(false));
    orchestrator.setClock("2026-11-25T07:00:00.000Z");
    await orchestrator.restart();

    expect(await backups()).toEqual([]);
    expect(await ledger()).toEqual(["20:00 missed Holdfast was not running. Its policy does not catch up."]);
  });

  test("does not happen when the next run is near", async () => {
    await protect(orchestrator, machine, daily(true));
    orchestrator.setClock("2026-11-25T19:45:00.000Z");
    await orchestrator.restart();

    expect(await ledger()).toEqual(["20:00 missed Holdfast was not running. The next run is near."]);
  });

  test("does not move the plan: the next run comes at its own time", async () => {
    await protect(orchestrator, machine, daily(true));
    orchestrator.setClock("2026-11-25T07:00:00.000Z");
    await orchestrator.restart();

    const { nextDueAt } = await orchestrator.admin(getScheduleStatus, {});
    expect(nextDueAt).toBe("2026-11-25T20:00:00.000Z");
  });
});

test("a policy without a zone runs by the clock of its machine, also after that has moved", async () => {
  await protect(orchestrator, machine, { schedules: { backup: { cron: "0 20 * * *", catchUp: true } } });
  const next = async () =>
    (await orchestrator.admin(listUpcoming, { query: { hours: 24 } })).items[0]?.scheduledFor;

  expect(await next()).toBe("2026-11-24T19:00:00.000Z");

  await machine.beat({ timeZone: "America/New_York" });
  expect(await next()).toBe("2026-11-25T01:00:00.000Z");
});

test("a list of coming runs that is too long says up to when none is missing", async () => {
  const { policy } = await protect(orchestrator, machine, everyMinute);
  const upcoming = (hours: number) => orchestrator.admin(listUpcoming, { query: { hours } });

  const [short, long] = [await upcoming(3), await upcoming(4)];

  expect([short.items.length, short.wholeUntil]).toEqual([180, null]);
  expect([long.items.length, long.wholeUntil]).toEqual([200, "2026-11-24T15:20:00.000Z"]);
  expect(long.items.at(-1)?.dueAt).toBe(long.wholeUntil);

  for (let number = 0; number < 11; number += 1) {
    const { agentId } = await joinMachine(orchestrator, `pc-${number}`);
    await orchestrator.admin(assignPolicy, { params: { id: policy.id, agentId } });
  }
  const many = await upcoming(3);
  expect([many.items.length, many.wholeUntil]).toEqual([2_000, many.items.at(-1)?.dueAt]);
});

test("a change of the policy keeps what came due just before it", async () => {
  const { policy } = await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(MINUTE_MS);
  const draft = policyInput.strip().parse(await orchestrator.admin(getPolicy, { params: { id: policy.id } }));

  await orchestrator.admin(replacePolicy, {
    params: { id: policy.id },
    body: { ...draft, schedules: { backup: { every: "1d", catchUp: true } } },
  });

  expect(await ledger()).toEqual(["12:01 pending"]);
});

test("what waits is given up with its reason when the policy is taken away", async () => {
  const { policy } = await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(MINUTE_MS);
  await orchestrator.tick();

  await orchestrator.admin(unassignPolicy, { params: { id: policy.id, agentId: machine.agentId } });

  expect(await ledger()).toEqual(["12:01 skipped The policy was taken from this machine."]);
  expect((await machine.poll()).tasks).toEqual([]);
});

test("a slot that came due just before its policy was taken away is not forgotten", async () => {
  const { policy } = await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(MINUTE_MS);

  await orchestrator.admin(unassignPolicy, { params: { id: policy.id, agentId: machine.agentId } });

  expect(await ledger()).toEqual(["12:01 skipped The policy was taken from this machine."]);
});

test("a slot that only its jitter holds back is not forgotten when its policy is changed, and starts in its turn", async () => {
  const nightly = { cron: "5 12 * * *", timeZone: "UTC", jitterSeconds: 3_600, catchUp: true };
  const { policy } = await protect(orchestrator, machine, { schedules: { backup: nightly } });
  orchestrator.setClock("2026-11-24T12:05:00.000Z");
  const body = policyInput.strip().parse(await orchestrator.admin(getPolicy, { params: { id: policy.id } }));
  await orchestrator.admin(replacePolicy, {
    params: { id: policy.id },
    body: { ...body, description: "As before" },
  });

  const jitterMs = jitterOf(policy.id, machine.agentId, 3_600) * 1_000;
  const turn = new Date(orchestrator.clock.ms + jitterMs).toISOString();
  expect(await backups()).toMatchObject([{ notBefore: jitterMs === 0 ? null : turn }]);
  orchestrator.pass(60 * MINUTE_MS);
  await orchestrator.tick();
  await machine.report(await machine.take());
  expect(await ledger()).toEqual(["12:05 done"]);
});

test("a slot that came due just before the machine's zone changed is not forgotten", async () => {
  await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(MINUTE_MS);

  await machine.beat({ timeZone: "America/New_York", sentAt: "2026-11-24T12:01:30.000Z" });

  expect(await ledger()).toEqual(["12:01 pending"]);
});

test("a clock that ran ahead and was set back leaves no day without a backup", async () => {
  await protect(orchestrator, machine, { schedules: { backup: { every: "1h", catchUp: true } } });
  orchestrator.setClock("2026-11-26T12:10:00.000Z");
  await orchestrator.tickInTurn();
  await machine.report(await machine.take());
  orchestrator.setClock("2026-11-24T12:01:00.000Z");
  await orchestrator.tickInTurn();
  orchestrator.pass(60 * MINUTE_MS);
  await orchestrator.tickInTurn();

  expect(await ledger()).toEqual(["12:00 done", "13:00 pending"]);
});

test("a slot stays as it ended when a person tries its task once more and then stops it", async () => {
  await protect(orchestrator, machine, everyMinute);
  orchestrator.pass(MINUTE_MS);
  await orchestrator.tick();
  const offer = await machine.take();
  await machine.report(offer, { outcome: "failure", failure: { code: "wrong-password", message: "No." } });
  const params = { id: offer.taskId };

  await orchestrator.admin(retryTask, { params });
  expect(await ledger()).toEqual(["12:01 done"]);
  await orchestrator.admin(cancelTask, { params });

  expect(await ledger()).toEqual(["12:01 done"]);
});
