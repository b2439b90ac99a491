import { afterEach, beforeEach, expect, test } from "vitest";
import { getAgent, listAgentPolicies, pauseAgent, resumeAgent } from "#contract/agents";
import { listPolicyAgents } from "#contract/policies";
import { listSlots, listUpcoming } from "#contract/schedule";
import { getStatus } from "#contract/status";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

const HOUR = 3_600_000;

let orchestrator: TestOrchestrator;

beforeEach(async () => {
  orchestrator = await openOrchestrator({ at: "2026-11-24T12:00:30.000Z" });
});
afterEach(() => orchestrator.close());

test("in a pause no run is next but the first after its end, and none at all until somebody resumes, wherever one asks", async () => {
  const { admin } = orchestrator;
  const machine = await joinMachine(orchestrator);
  const { policy } = await protect(orchestrator, machine, {
    schedules: { backup: { cron: "0 * * * *", timeZone: "UTC" } },
  });
  const params = { id: machine.agentId };
  const told = async () => {
    const { policies } = await admin(listAgentPolicies, { params });
    const { items } = await admin(listPolicyAgents, { params: { id: policy.id }, query: {} });
    const upcoming = await admin(listUpcoming, { query: { hours: 12 } });
    return new Set([
      (await admin(getStatus, { query: {} })).nextRunAt,
      (await admin(getStatus, { query: { agent: machine.agentId } })).nextRunAt,
      (await admin(getAgent, { params })).nextRunAt,
      policies[0]?.effective.nextRunAt,
      items[0]?.nextRunAt,
      upcoming.items[0]?.scheduledFor ?? null,
    ]);
  };

  expect(await told()).toEqual(new Set(["2026-11-24T13:00:00.000Z"]));

  await admin(pauseAgent, { params, body: {} });
  expect(await told()).toEqual(new Set([null]));

  await admin(pauseAgent, { params, body: { until: "2026-11-24T15:30:00.000Z" } });
  const [next, ...others] = await told();
  expect(others).toEqual([]);

  // What is said to be next is what comes to be: all before it is left out.
  for (let minutes = 0; minutes < 5 * 60; minutes += 10) {
    orchestrator.pass(HOUR / 6);
    await orchestrator.tick();
  }
  const { items } = await admin(listSlots, { query: { agent: machine.agentId } });
  const first = items
    .filter(({ outcome }) => outcome !== "skipped")
    .map(({ scheduledFor }) => scheduledFor)
    .sort()[0];
  expect(items.some(({ outcome }) => outcome === "skipped")).toBe(true);
  expect(first).toBe(next);

  await admin(pauseAgent, { params, body: {} });
  const { nextRunAt } = await admin(resumeAgent, { params });
  expect(await told()).toEqual(new Set([nextRunAt]));
});

test("a run whose time has come is still among the next ones until its share of the jitter is over", async () => {
  const { admin } = orchestrator;
  await protect(orchestrator, await joinMachine(orchestrator), {
    schedules: { backup: { cron: "0 * * * *", timeZone: "UTC", jitterSeconds: 3_000 } },
  });
  const next = async () => (await admin(listUpcoming, { query: { hours: 12 } })).items[0];
  const before = await next();

  orchestrator.setClock(before?.dueAt ?? "");
  orchestrator.pass(-1);

  expect(before?.scheduledFor).toBe("2026-11-24T13:00:00.000Z");
  expect(await next()).toEqual(before);
});
