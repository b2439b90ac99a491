import { afterEach, beforeEach, expect, test } from "vitest";
import type { PruneSpec } from "#contract/maintenance";
import { replacePolicy } from "#contract/policies";
import type { TaskOffer } from "#contract/task";
import { createTask, retryTask } from "#contract/tasks";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let policyId: string;
let repositoryId: string;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  const made = await protect(orchestrator, machine, { retention: { keepLast: 5 } });
  policyId = made.policy.id;
  repositoryId = made.repository.id;
  await changeFolderRepository(orchestrator, repositoryId, { maintenance: { agentId: machine.agentId } });
});
afterEach(() => orchestrator.close());

const pruneNow = (confirm = false) =>
  orchestrator.admin(createTask, { body: { kind: "prune", repositoryId, confirm } });
const specOf = ({ spec }: TaskOffer) => spec as PruneSpec;

test("the same that waits is the answer, and a yes of a person reaches it", async () => {
  const first = await pruneNow();
  const second = await pruneNow(true);

  expect(second.id).toBe(first.id);
  expect(specOf(await machine.take()).guard.confirmed).toBe(true);
});

test("a confirmed prune stays confirmed when it is offered again", async () => {
  await pruneNow(true);
  await machine.report(await machine.take(), {
    outcome: "failure",
    failure: { code: "repository-locked", message: "locked" },
  });
  orchestrator.pass(3_600_000);

  const offer = await machine.take();

  expect(offer.attempt).toBe(2);
  expect(specOf(offer).guard.confirmed).toBe(true);
});

test("a yes counts for a day, and not for what is kept by another rule", async () => {
  const { id } = await pruneNow(true);
  const offered = async () => {
    const offer = await machine.take();
    await machine.report(offer, { outcome: "failure", failure: { code: "wrong-password", message: "No." } });
    await orchestrator.admin(retryTask, { params: { id } });
    return specOf(offer).guard.confirmed;
  };
  orchestrator.pass(3_600_000);
  const soon = await offered();
  const body = { name: "Documents", repositoryId, include: ["/home/anna"], retention: { keepLast: 1 } };
  await orchestrator.admin(replacePolicy, { params: { id: policyId }, body });
  const byAnotherRule = await offered();
  orchestrator.pass(1_000);
  await pruneNow(true);
  orchestrator.pass(86_400_000);

  expect({ soon, byAnotherRule, late: await offered() }).toEqual({
    soon: true,
    byAnotherRule: false,
    late: false,
  });
});
