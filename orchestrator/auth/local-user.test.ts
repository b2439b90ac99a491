import { afterAll, beforeAll, expect, test } from "vitest";
import { getMe, signIn } from "#contract/access";
import { registerAgent } from "#contract/agent-protocol";
import { getAgent, listAgentPolicies, pauseAgent, resumeAgent } from "#contract/agents";
import type { Call } from "#contract/call";
import { listNotices } from "#contract/notices";
import { listRuns } from "#contract/runs";
import { getOpenApi, getStatus } from "#contract/status";
import { createTask } from "#contract/tasks";
import {
  joinMachine,
  machineOf,
  openOrchestrator,
  protect,
  registrationOf,
  type TestOrchestrator,
  USER_TOKEN,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let user: Call;
type Machine = Awaited<ReturnType<typeof joinMachine>>;
let own: Machine;
let other: Machine;

beforeAll(async () => {
  orchestrator = await openOrchestrator();
  user = orchestrator.callWith(USER_TOKEN);
  own = await localMachine();
  other = await joinMachine(orchestrator);
});
afterAll(() => orchestrator.close());

async function localMachine(): Promise<Machine> {
  const call = orchestrator.callWith(await orchestrator.enrolLocalAgent());
  const { agentId, agentKey } = await call(registerAgent, { body: registrationOf("office-pc") });
  return machineOf(orchestrator, agentId, agentKey ?? "");
}

test("the people of this computer see how it is protected, back it up and pause that", async () => {
  const policyId = (await protect(orchestrator, own)).policy.id;
  const agent = { params: { id: own.agentId } };
  const query = { agent: own.agentId };

  expect(await user(getMe, {})).toMatchObject({
    actor: "a user of this computer",
    localAgentId: own.agentId,
  });
  expect((await user(getStatus, { query })).verdict.state).toBe("never");
  expect((await user(listAgentPolicies, agent)).policies).toHaveLength(1);
  expect((await user(listRuns, { query })).items).toEqual([]);
  expect((await user(listNotices, { query })).items).toEqual([]);
  expect((await user(createTask, { body: { kind: "backup", policyId } })).kind).toBe("backup");
  expect((await user(pauseAgent, { ...agent, body: {} })).pausedSince).not.toBeNull();
  expect((await user(resumeAgent, agent)).pausedSince).toBeNull();
});

test("nothing of that about another machine, or about all", async () => {
  const { agentId } = other;
  const policyId = (await protect(orchestrator, other, { name: "Theirs" })).policy.id;
  const refused = [
    () => user(getStatus, { query: {} }),
    () => user(listRuns, { query: {} }),
    () => user(listNotices, { query: {} }),
    () => user(getAgent, { params: { id: agentId } }),
    () => user(pauseAgent, { params: { id: agentId }, body: {} }),
    () => user(createTask, { body: { kind: "backup", policyId, agentId } }),
    () => user(createTask, { body: { kind: "unlock", repositoryId: agentId } }),
  ];

  for (const one of refused) await expect(one()).rejects.toMatchObject({ problem: { code: "not-allowed" } });
});

test("nothing else opens to them, and their token makes no session", async () => {
  const { paths } = (await orchestrator.admin(getOpenApi, {})) as {
    paths: Record<string, Record<string, { "x-access": string }>>;
  };
  const open: string[] = [];
  for (const [path, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      if (operation["x-access"] === "nobody") continue;
      const answer = await orchestrator.fetch(path.replace(/\{\w+\}/g, own.agentId), {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${USER_TOKEN}` },
      });
      if (answer.status !== 403) open.push(`${method} ${path}`);
    }

  expect(open.sort()).toEqual([
    "delete /api/v1/agents/{id}/pause",
    "get /api/v1/agents/{id}",
    "get /api/v1/agents/{id}/policies",
    "get /api/v1/me",
    "post /api/v1/agents/{id}/pause",
    "post /api/v1/power",
    "post /api/v1/tasks",
  ]);
  await expect(
    orchestrator.callWith(undefined)(signIn, { body: { localToken: USER_TOKEN } }),
  ).rejects.toMatchObject({
    problem: { code: "wrong-credential" },
  });
});
