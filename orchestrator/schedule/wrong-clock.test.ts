import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getAgent, pauseAgent } from "#contract/agents";
import type { PolicyDraft } from "#contract/policies";
import { listSlots } from "#contract/schedule";
import { getStatus } from "#contract/status";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const OLD_DATE = "2026-09-01T00:00:30.000Z";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: "2026-11-24T12:00:30.000Z" });
  machine = await joinMachine(orchestrator);
});
afterEach(() => orchestrator.close());

const hourly: Partial<PolicyDraft> = { schedules: { backup: { every: "1h", catchUp: true } } };

async function pass(ms: number, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    orchestrator.pass(ms);
    await orchestrator.tick();
  }
}

async function set(instant: string): Promise<void> {
  orchestrator.setClock(instant);
  await orchestrator.tick();
}

/** A computer without a battery: its clock stands anywhere when it starts. */
async function startAt(instant: string): Promise<void> {
  await orchestrator.restart(() => orchestrator.setClock(instant));
  await orchestrator.tick();
}

async function ledger() {
  const { items } = await orchestrator.admin(listSlots, { query: { limit: 200 } });
  return items.map(({ scheduledFor, outcome, reason }) =>
    `${scheduledFor.slice(5, 16)} ${outcome} ${reason ?? ""}`.trim(),
  );
}

const lastGoodAt = async () =>
  (await orchestrator.admin(getAgent, { params: { id: machine.agentId } })).lastGoodAt;

describe("a clock that stands on an old date when the computer starts", () => {
  test("changes nothing in the ledger when a time server puts it right", async () => {
    await protect(orchestrator, machine, hourly);
    await orchestrator.admin(pauseAgent, { params: { id: machine.agentId }, body: {} });
    await pass(HOUR_MS, 5);
    const before = await ledger();
    await startAt(OLD_DATE);
    await set("2026-11-24T17:01:30.000Z");

    expect(before).toHaveLength(5);
    expect(await ledger()).toEqual(before);
  });

  test("makes no backup older than it is", async () => {
    const { policy } = await protect(orchestrator, machine, hourly);
    await machine.backUp(policy.id);
    const before = await lastGoodAt();
    await startAt(OLD_DATE);

    expect(await lastGoodAt()).toBe(before);
  });

  test("brings no entries from before a policy was assigned, however long it stands there", async () => {
    await protect(orchestrator, machine, hourly);
    await pass(HOUR_MS);
    await startAt(OLD_DATE);
    await pass(MINUTE_MS, 20);
    await set("2026-11-24T14:30:30.000Z");

    expect((await ledger()).map((entry) => entry.slice(0, 11))).toEqual(["11-24T14:00", "11-24T13:00"]);
  });
});

test("a computer that starts with the clock right again, which ran ahead, makes up within a quarter of an hour for what came due", async () => {
  await protect(orchestrator, machine, hourly);
  await set("2026-11-26T12:10:00.000Z");
  await machine.report(await machine.take());
  await startAt("2026-11-24T12:55:00.000Z");
  await pass(MINUTE_MS, 15);

  expect(await ledger()).toEqual([
    "11-26T12:00 done",
    "11-24T13:00 pending Holdfast was busy. Caught up afterwards.",
  ]);
});

describe("when the last good backup was made while the clock ran ahead", () => {
  test("three failures after it are at risk", async () => {
    const { policy } = await protect(orchestrator, machine, hourly);
    await set("2027-11-24T12:02:00.000Z");
    await machine.backUp(policy.id);
    await set("2026-11-24T12:05:00.000Z");
    for (let hour = 0; hour < 3; hour += 1) {
      await pass(HOUR_MS);
      await machine.report(await machine.take(), {
        outcome: "failure",
        failure: { code: "wrong-password", message: "No." },
      });
    }

    expect((await orchestrator.admin(getStatus, { query: {} })).verdict).toMatchObject({
      state: "at-risk",
      sentence: "Documents is at risk. Last good backup: 3 h ago.",
    });
  });

  test("it is as old as the correction of the clock, also where nothing is planned", async () => {
    const { policy } = await protect(orchestrator, machine);
    await set("2027-11-24T12:02:00.000Z");
    await machine.backUp(policy.id);
    await set("2026-11-24T12:05:00.000Z");
    await pass(DAY_MS);

    expect(await lastGoodAt()).toBe("2026-11-24T12:05:00.000Z");
  });
});
