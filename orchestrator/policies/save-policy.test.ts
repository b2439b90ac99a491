import { afterEach, beforeEach, expect, test } from "vitest";
import { createPolicy, deletePolicy, getPolicy, listPolicyAgents, replacePolicy } from "#contract/policies";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
});
afterEach(() => orchestrator.close());

async function spare() {
  const { policy } = await protect(orchestrator, await joinMachine(orchestrator));
  const draft = { name: "Spare", repositoryId: policy.repositoryId, include: ["/srv"] };
  return { draft, made: await orchestrator.admin(createPolicy, { body: draft }) };
}

test("a policy that somebody changed since is not deleted by who has not seen it", async () => {
  const { draft, made } = await spare();
  const params = { id: made.id };
  await orchestrator.admin(replacePolicy, { params, body: { ...draft, description: "Precious" } });
  const remove = (revision: number) =>
    orchestrator.admin(deletePolicy, { params }, { headers: { "if-match": `"${revision}"` } });

  await expect(remove(made.revision)).rejects.toMatchObject({
    problem: { status: 412, code: "changed-meanwhile" },
  });
  expect((await orchestrator.admin(getPolicy, { params })).description).toBe("Precious");

  await remove(made.revision + 1);
  await expect(orchestrator.admin(getPolicy, { params })).rejects.toMatchObject({ problem: { status: 404 } });
});

test("a new policy has all its parts, also those that nobody filled in", async () => {
  const { made } = await spare();

  expect(made).toMatchObject({ description: "", exclude: [], retention: {}, conditions: {}, limits: {} });
});

test("the machines of a policy are read page by page", async () => {
  const { policy } = await protect(orchestrator, await joinMachine(orchestrator));
  const page = (cursor?: string) =>
    orchestrator.admin(listPolicyAgents, {
      params: { id: policy.id },
      query: { limit: 1, ...(cursor !== undefined && { cursor }) },
    });
  const { items, nextCursor } = await page();

  expect(items).toHaveLength(1);
  expect(nextCursor).toBeNull();
  await expect(page("nonsense")).rejects.toMatchObject({ problem: { status: 422 } });
});
