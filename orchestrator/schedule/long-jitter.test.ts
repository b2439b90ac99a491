import { afterEach, beforeEach, expect, test } from "vitest";
import { policyInput, replacePolicy } from "#contract/policies";
import { listSlots } from "#contract/schedule";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { jitterOf } from "./jitter.ts";

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: "2026-11-24T12:00:30.000Z" });
});
afterEach(() => orchestrator.close());

const daily = (hour: number) => ({
  schedules: {
    backup: { cron: `0 ${hour} * * *`, timeZone: "UTC", jitterSeconds: DAY_SECONDS, catchUp: true },
  },
});

/** A policy that runs at some hour of a day, on a machine whose share of the jitter is so many hours at least. */
async function protectWithShare(hour: number, leastHours: number) {
  for (let number = 0; number < 60; number += 1) {
    const machine = await joinMachine(orchestrator, `pc-${number}`);
    const made = await protect(orchestrator, machine, { name: `Documents ${number}`, ...daily(hour) });
    const shareMs = jitterOf(made.policy.id, machine.agentId, DAY_SECONDS) * 1_000;
    if (shareMs > leastHours * HOUR_MS) return { ...made, machine, shareMs };
  }
  throw new Error("no machine has such a share");
}

async function ledgerOf(policy: string) {
  const { items } = await orchestrator.admin(listSlots, { query: { policy } });
  return items.map(({ scheduledFor, outcome, reason }) =>
    `${scheduledFor.slice(8, 16)} ${outcome} ${reason ?? ""}`.trim(),
  );
}

test("an hour that has passed when a policy gets it has no entry before it comes again", async () => {
  const { policy, shareMs } = await protectWithShare(20, 4);
  const body = policyInput.strip().parse(policy);
  await orchestrator.admin(replacePolicy, { params: { id: policy.id }, body: { ...body, ...daily(10) } });
  orchestrator.setClock(new Date(Date.parse("2026-11-25T10:00:00.000Z") + shareMs).toISOString());
  await orchestrator.tick();

  expect(await ledgerOf(policy.id)).toEqual(["25T10:00 pending"]);
});

test("a run that is caught up takes no place from the next one, whose share of the jitter is still to come", async () => {
  const { policy, machine, shareMs } = await protectWithShare(20, 5);
  orchestrator.setClock("2026-11-26T00:00:00.000Z");
  await orchestrator.tick();
  await machine.report(await machine.take());
  orchestrator.setClock(new Date(Date.parse("2026-11-25T20:00:00.000Z") + shareMs).toISOString());
  await orchestrator.tick();

  expect(await ledgerOf(policy.id)).toEqual(["25T20:00 pending", "24T20:00 done"]);
});
