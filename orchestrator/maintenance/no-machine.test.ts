import { afterEach, beforeEach, expect, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { removeAgent } from "#contract/agents";
import { getRepository } from "#contract/repositories";
import { listSlots } from "#contract/schedule";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  protect,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let repositoryId: string;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  const machine = await joinMachine(orchestrator);
  repositoryId = (await protect(orchestrator, machine)).repository.id;
});
afterEach(() => orchestrator.close());

const maintainedBy = (agentId: string, change = {}) =>
  changeFolderRepository(orchestrator, repositoryId, { maintenance: { agentId, ...change } });
const maintenance = async () =>
  (await orchestrator.admin(getRepository, { params: { id: repositoryId } })).maintenance;
const slots = async () => (await orchestrator.admin(listSlots, { query: {} })).items;

test("work of a machine that was removed is skipped with that reason, and done again once the machine is back", async () => {
  const machineId = crypto.randomUUID();
  const nas = await joinMachine(orchestrator, "nas", machineId);
  await maintainedBy(nas.agentId, { check: { cron: "0 14 * * *", timeZone: "UTC" }, prune: null });
  await orchestrator.admin(removeAgent, { params: { id: nas.agentId } });
  orchestrator.setClock("2026-11-24T14:00:05.000Z");
  await orchestrator.tick();
  const gone = await maintenance();
  const back = await joinMachine(orchestrator, "nas", machineId);
  orchestrator.setClock("2026-11-25T14:00:05.000Z");
  await orchestrator.tick();

  expect(await slots()).toMatchObject([
    { outcome: "pending", agentId: back.agentId },
    {
      outcome: "skipped",
      reason: "No machine maintains this repository; name one in its settings.",
      agentId: nas.agentId,
    },
  ]);
  expect(gone).toMatchObject({ agentId: nas.agentId, nextCheckAt: null, nextDrillAt: null });
  expect((await back.take()).kind).toBe("check");
});

test("maintenance that nobody could do is planned again by itself once there is somebody", async () => {
  await orchestrator.tick();
  expect(await maintenance()).toMatchObject({ nextCheckAt: null, nextPruneAt: null, nextDrillAt: null });

  const own = orchestrator.callWith(await orchestrator.enrolLocalAgent());
  await own(registerAgent, { body: registrationOf("nas") });
  await orchestrator.tick();

  expect(await maintenance()).toMatchObject({
    nextCheckAt: expect.any(String),
    nextPruneAt: expect.any(String),
    nextDrillAt: expect.any(String),
    nextCopyAt: null,
  });
});
