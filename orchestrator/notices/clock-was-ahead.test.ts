import { afterEach, beforeEach, expect, test } from "vitest";
import { listNotices, type NoticeKind } from "#contract/notices";
import type { RunReport } from "#contract/outcome";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const wrongPassword: Partial<RunReport> = {
  outcome: "failure",
  failure: { code: "wrong-password", message: "no" },
  snapshotId: undefined,
};

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

async function pass(ms: number): Promise<void> {
  orchestrator.pass(ms);
  await orchestrator.tick();
}

async function protectedMachine() {
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine, { schedules: { backup: { every: "1d" } } });
  const body = { kind: "backup", policyId: policy.id, agentId: machine.agentId } as const;
  return async (report: Partial<RunReport> = {}) => {
    await orchestrator.admin(createTask, { body });
    await machine.report(await machine.take(), report);
    await pass(MINUTE);
  };
}

/** For as long as it takes to decide about everything as if a year had passed. */
async function setClockAhead(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
  orchestrator.setClock("2027-11-24T12:02:00.000Z");
  await pass(MINUTE);
  await meanwhile();
  orchestrator.setClock("2026-11-24T12:10:00.000Z");
  await pass(MINUTE);
}

async function noted(kind: NoticeKind) {
  const { items } = await orchestrator.admin(listNotices, { query: { limit: 200 } });
  return items.filter((one) => one.kind === kind);
}

test("“works again” is told once, though a problem was told while the clock was ahead", async () => {
  const backUp = await protectedMachine();
  await backUp();
  await setClockAhead(() => backUp(wrongPassword));
  await backUp(wrongPassword);

  for (let backup = 0; backup < 3; backup += 1) await backUp();

  expect(await noted("recovered")).toHaveLength(1);
});

test("a policy has one first success, though the clock was ahead then", async () => {
  const backUp = await protectedMachine();
  await setClockAhead(backUp);

  await backUp();

  expect(await noted("first-success")).toHaveLength(1);
});

test("the report of the morning comes, though one was decided about while the clock was ahead", async () => {
  const backUp = await protectedMachine();
  await backUp();
  await setClockAhead();

  for (let day = 0; day < 3; day += 1) {
    await pass(DAY);
    await backUp(wrongPassword);
  }

  const mornings = (await noted("digest")).map(({ at }) => at.slice(0, 10));
  expect(mornings).toEqual(expect.arrayContaining(["2026-11-26", "2026-11-27"]));
});
