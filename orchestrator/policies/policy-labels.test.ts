import { afterEach, beforeEach, expect, test } from "vitest";
import { registerAgent } from "#contract/agent-protocol";
import { approveAgent, getAgent, updateAgent } from "#contract/agents";
import { createEnrolment } from "#contract/enrolments";
import {
  assignLabel,
  assignPolicy,
  getPolicy,
  listPolicyAgents,
  unassignLabel,
  unassignPolicy,
} from "#contract/policies";
import {
  joinMachine,
  openOrchestrator,
  protect,
  registrationOf,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let anna: Awaited<ReturnType<typeof joinMachine>>;
let ben: Awaited<ReturnType<typeof joinMachine>>;
let policyId: string;

/** Anna's machine has the policy by name; Ben's has nothing yet. */
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  anna = await joinMachine(orchestrator);
  ben = await joinMachine(orchestrator, "ben-pc");
  policyId = (await protect(orchestrator, anna)).policy.id;
});
afterEach(() => orchestrator.close());

const label = (agentId: string, labels: string[]) =>
  orchestrator.admin(updateAgent, { params: { id: agentId }, body: { labels } });
const putLabel = (name: string) => orchestrator.admin(assignLabel, { params: { id: policyId, label: name } });
const dropLabel = (name: string) =>
  orchestrator.admin(unassignLabel, { params: { id: policyId, label: name } });

async function assigned() {
  const { items } = await orchestrator.admin(listPolicyAgents, { params: { id: policyId }, query: {} });
  return items.map(({ hostname, byLabel }) => `${hostname} ${byLabel ?? "by name"}`);
}

test("a policy comes and goes with the label, whichever of the two was first", async () => {
  await putLabel("office");
  await label(ben.agentId, ["office"]);
  const policy = await orchestrator.admin(getPolicy, { params: { id: policyId } });

  expect(policy.labels).toEqual(["office"]);
  expect(await assigned()).toEqual(["anna-pc by name", "ben-pc office"]);

  await label(ben.agentId, []);
  expect(await assigned()).toEqual(["anna-pc by name"]);

  await label(ben.agentId, ["office"]);
  await dropLabel("office");
  expect(await assigned()).toEqual(["anna-pc by name"]);
});

test("a machine that gets a policy by its label makes the repository with its first backup, and never later", async () => {
  await putLabel("office");
  await label(ben.agentId, ["office"]);

  const first = await ben.backUp(policyId);
  const second = await ben.backUp(policyId);

  expect(first.spec).toMatchObject({ firstContact: true });
  expect(second.spec).not.toHaveProperty("firstContact");
});

test("an assignment by name stays when the label goes", async () => {
  await putLabel("office");
  await label(anna.agentId, ["office"]);
  await dropLabel("office");

  expect(await assigned()).toEqual(["anna-pc by name"]);
});

test("a machine that a person assigns no longer depends on its label", async () => {
  await putLabel("office");
  await label(ben.agentId, ["office"]);
  await orchestrator.admin(assignPolicy, { params: { id: policyId, agentId: ben.agentId } });
  await label(ben.agentId, []);

  expect(await assigned()).toEqual(["anna-pc by name", "ben-pc by name"]);
});

test("another label of the machine takes over", async () => {
  await putLabel("laptop");
  await putLabel("office");
  await label(ben.agentId, ["office", "laptop"]);
  await dropLabel("laptop");

  expect(await assigned()).toEqual(["anna-pc by name", "ben-pc office"]);
});

test("what a label brings cannot be taken away by name", async () => {
  await putLabel("office");
  await label(ben.agentId, ["office"]);

  const taken = orchestrator.admin(unassignPolicy, { params: { id: policyId, agentId: ben.agentId } });

  await expect(taken).rejects.toMatchObject({ problem: { status: 409, code: "in-use" } });
  await expect(taken).rejects.toThrow(/office/);
});

test("a machine that joins with the label is protected at once, one that waits when it is approved", async () => {
  await putLabel("office");
  const join = async (hostname: string, approval: "automatic" | "manual") => {
    const { code } = await orchestrator.admin(createEnrolment, { body: { labels: ["office"], approval } });
    return orchestrator.callWith(code)(registerAgent, { body: registrationOf(hostname) });
  };
  await join("carl-pc", "automatic");
  const { agentId } = await join("dora-pc", "manual");

  expect(await assigned()).toEqual(["anna-pc by name", "carl-pc office"]);

  await orchestrator.admin(approveAgent, { params: { id: agentId }, body: {} });
  expect(await assigned()).toEqual(["anna-pc by name", "carl-pc office", "dora-pc office"]);
  expect(await orchestrator.admin(getAgent, { params: { id: agentId } })).toMatchObject({
    policies: [{ id: policyId }],
  });
});

test("a label that the policy does not have cannot be taken from it", async () => {
  await expect(dropLabel("office")).rejects.toMatchObject({ problem: { status: 404 } });
});
