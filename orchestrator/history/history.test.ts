import { afterEach, beforeEach, expect, test } from "vitest";
import { listHistoryDays } from "#contract/history";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { dayEdges } from "./day-edges.ts";

let orchestrator: TestOrchestrator;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

const DAY = 86_400_000;

async function backUp(
  outcome: "success" | "failure",
  machine: Awaited<ReturnType<typeof joinMachine>>,
  policyId: string,
) {
  await orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
  const task = await machine.take();
  await machine.report(task, {
    outcome,
    ...(outcome === "failure" && {
      snapshotId: undefined,
      failure: { code: "wrong-password", message: "The password does not open it." },
    }),
  });
}

test("a day shows the worst that happened to the machine, and the fleet's row the worst of all", async () => {
  const machine = await joinMachine(orchestrator);
  const other = await joinMachine(orchestrator, "lisa-pc");
  const { policy } = await protect(orchestrator, machine);
  const policyId = policy.id;
  await backUp("success", machine, policyId);
  orchestrator.pass(DAY);
  await backUp("success", machine, policyId);
  await backUp("failure", machine, policyId);

  const both = await orchestrator.admin(listHistoryDays, {
    query: { agents: `${machine.agentId},${other.agentId}`, days: 3 },
  });
  const fleet = await orchestrator.admin(listHistoryDays, { query: { days: 3 } });

  expect(both.items.map(({ days }) => days.map((day) => day.outcome))).toEqual([
    ["none", "success", "failure"],
    ["none", "none", "none"],
  ]);
  expect(fleet.items[0]?.days.at(-1)).toMatchObject({
    date: "2026-11-25",
    outcome: "failure",
    runs: 2,
    failures: 1,
  });
});

test("days are those of the zone that asks, also where the clock changes", () => {
  const edges = dayEdges("Europe/Berlin", 3, Date.parse("2026-10-25T23:30:00.000Z"));

  expect(edges).toEqual([
    { date: "2026-10-24", from: "2026-10-23T22:00:00.000Z", to: "2026-10-24T22:00:00.000Z" },
    { date: "2026-10-25", from: "2026-10-24T22:00:00.000Z", to: "2026-10-25T23:00:00.000Z" },
    { date: "2026-10-26", from: "2026-10-25T23:00:00.000Z", to: "2026-10-26T23:00:00.000Z" },
  ]);
});
