import { afterEach, beforeEach, expect, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { approveAgent, listAgents } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import { listPolicies } from "#contract/policies";
import { getUpstream } from "#contract/upstream";
import { openOrchestrator, registrationOf, type TestOrchestrator } from "../orchestrator-for-tests.ts";
import { openPair, type Pair } from "./pair-for-tests.ts";

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

const machines = async () => (await pair.upstream.admin(listAgents, { query: {} })).items;

/** Another core that was copied together with its machine id. */
async function joinCopy(): Promise<{ agentId: string; key: string }> {
  const [original] = await machines();
  const { code } = await pair.upstream.admin(createEnrolment, { body: { uses: 2 } });
  const body = { ...registrationOf("anna-pc"), machineId: original?.machineId ?? "" };
  const { agentId, agentKey } = await pair.upstream.callWith(code)(registerAgent, { body });
  return { agentId, key: agentKey ?? "" };
}

test("a copy that is let in as a machine of its own gets an id of its own, and the original goes on", async () => {
  await pair.join();
  const [original] = await machines();
  const copy = await joinCopy();
  expect(await machines()).toContainEqual(
    expect.objectContaining({ id: copy.agentId, status: "pending", resembles: expect.anything() }),
  );

  await pair.upstream.admin(approveAgent, { params: { id: copy.agentId }, body: { sameMachine: false } });

  const body = { ...registrationOf("anna-pc"), machineId: original?.machineId ?? "" };
  const again = await pair.upstream.callWith(copy.key)(registerAgent, { body });
  expect(again.machineId).not.toBe(original?.machineId);
  expect((await machines()).map(({ status }) => status)).toEqual(["active", "active"]);
  await pair.follower.round();
  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({ state: "connected" });
});

test("a machine that was set up anew keeps what it had, by the administrator's yes", async () => {
  const { agentId = "" } = (await pair.join()) as { agentId?: string };
  const { policy } = await pair.assign(agentId);
  const fresh = await reinstall();

  await fresh.join();
  const pending = (await machines()).find(({ status }) => status === "pending");
  expect(await fresh.orchestrator.admin(getUpstream, {})).toMatchObject({ state: "pending" });
  expect(pending?.resembles).toMatchObject({ id: agentId });
  await pair.upstream.admin(approveAgent, {
    params: { id: pending?.id ?? "" },
    body: { sameMachine: true },
  });
  await fresh.orchestrator.round();

  expect(await fresh.orchestrator.admin(getUpstream, {})).toMatchObject({ state: "connected" });
  const { items } = await fresh.orchestrator.admin(listPolicies, { query: {} });
  expect(items).toMatchObject([{ id: policy.id }]);
  await pair.follower.round();
  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({ state: "revoked" });
  await fresh.orchestrator.close();
});

/** The same machine id in a new data folder. */
async function reinstall(): Promise<{ orchestrator: TestOrchestrator; join(): Promise<unknown> }> {
  const orchestrator = await openOrchestrator({
    connectUpstream: () => ({ fetch: pair.upstream.fetch, close: () => undefined }),
  });
  const body = { ...registrationOf("anna-pc"), machineId: pair.machineId };
  await orchestrator.callWith(await orchestrator.enrolLocalAgent())(registerAgent, { body });
  return { orchestrator, join: () => pair.joinAs(orchestrator, { uses: 2 }) };
}
