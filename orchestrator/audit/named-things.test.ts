import { expect, onTestFinished, test } from "vitest";
import { listAudit } from "#contract/audit";
import { deletePolicy, unassignPolicy } from "#contract/policies";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";

test("an entry tells what its ids are called today; of what is gone the name stays in it", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(() => orchestrator.close());
  const machine = await joinMachine(orchestrator, "anna-pc");
  const { agentId } = machine;
  const { policy, repository } = await protect(orchestrator, machine);
  const { admin } = orchestrator;
  await admin(createTask, { body: { kind: "backup", agentId, policyId: policy.id } });
  const told = async (action: string) =>
    (await admin(listAudit, { query: {} })).items.find((entry) => entry.action === action);

  expect((await told("policy.assign"))?.things).toEqual([
    { id: policy.id, kind: "policy", name: "Documents" },
    { id: agentId, kind: "agent", name: "anna-pc" },
  ]);
  expect((await told("repository.create"))?.things[0]).toMatchObject({
    id: repository.id,
    kind: "repository",
  });
  expect((await told("task.create"))?.things).toMatchObject([{ kind: "policy", name: "Documents" }]);

  await admin(unassignPolicy, { params: { id: policy.id, agentId } });
  await admin(deletePolicy, { params: { id: policy.id } });

  expect(await told("policy.delete")).toMatchObject({ detail: "Documents", things: [] });
});
