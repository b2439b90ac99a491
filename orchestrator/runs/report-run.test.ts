import { expect, onTestFinished, test } from "vitest";
import { reportRun } from "#contract/agent-protocol";
import { listSnapshots } from "#contract/snapshots";
import { goodReport, joinMachine, openOrchestrator, protect } from "../orchestrator-for-tests.ts";

test("a machine tells of no run of a policy that it never had, so it vouches for no snapshot in a foreign repository", async () => {
  const orchestrator = await openOrchestrator();
  onTestFinished(orchestrator.close);
  const [anna, ben] = [await joinMachine(orchestrator, "anna-pc"), await joinMachine(orchestrator, "ben-pc")];
  const { policy, repository } = await protect(orchestrator, anna);
  const told = { ...goodReport, kind: "backup" as const, localRunId: "one", policyId: policy.id };
  const slotKey = `${policy.id}/${ben.agentId}/backup/2026-11-24T12:00/UTC/0`;
  const from = ({ agentId, call }: typeof ben, body: object) =>
    call(reportRun, { params: { id: agentId }, body: { ...told, ...body } });

  await expect(from(ben, {})).rejects.toMatchObject({ problem: { status: 403 } });
  await expect(from(ben, { slotKey })).rejects.toMatchObject({ problem: { status: 403 } });
  const { items } = await orchestrator.admin(listSnapshots, { params: { id: repository.id }, query: {} });
  expect(items).toEqual([]);
  await expect(from(anna, {})).resolves.toBeDefined();
});
