import { afterEach, beforeEach, expect, test } from "vitest";
import { listAgentPolicies } from "#contract/agents";
import { pathOf } from "#contract/call";
import { assignPolicy, createPolicy, type PolicyDraft } from "#contract/policies";
import { getRecoveryKit } from "#contract/recovery";
import {
  createRepository,
  deleteRepository,
  getRepository,
  listRepositories,
  replaceRepository,
} from "#contract/repositories";
import { listSnapshots } from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import {
  joinMachine,
  LOCAL_TOKEN,
  openOrchestrator,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let anna: Awaited<ReturnType<typeof joinMachine>>;
let ben: Awaited<ReturnType<typeof joinMachine>>;
let placeId: string;
let policyId: string;
const nas = {
  kind: "rest-server",
  name: "NAS",
  url: "https://nas:8000/fleet",
  password: "of the place",
  perAgent: true,
  credentials: {
    writer: { username: "fleet", password: "adds" },
    maintainer: { url: "https://nas:8001/fleet", username: "admin", password: "deletes" },
  },
} as const;

/** Two machines with one policy, on a place that holds a repository for each. */
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  const { admin } = orchestrator;
  anna = await joinMachine(orchestrator);
  ben = await joinMachine(orchestrator, "ben-pc");
  placeId = (await admin(createRepository, { body: nas })).id;
  const policy: PolicyDraft = {
    name: "Documents",
    repositoryId: placeId,
    include: ["/home"],
    retention: { keepLast: 3 },
  };
  policyId = (await admin(createPolicy, { body: policy })).id;
  for (const { agentId } of [anna, ben]) await admin(assignPolicy, { params: { id: policyId, agentId } });
});
afterEach(() => orchestrator.close());

async function ownOf({ agentId }: { agentId: string }) {
  const { items } = await orchestrator.admin(listRepositories, { query: { limit: 50 } });
  const own = items.find((one) => one.agentId === agentId);
  if (own === undefined) throw new Error("the machine has no repository of its own");
  return own;
}

async function kitOf(id: string): Promise<string> {
  const headers = { authorization: `Bearer ${LOCAL_TOKEN}` };
  return (
    await orchestrator.fetch(pathOf(getRecoveryKit, { params: { id }, query: {} }), {
      method: "GET",
      headers,
    })
  ).text();
}

test("each machine makes a repository of its own with its own password, and its backups go there", async () => {
  const [ofAnna, ofBen] = [await anna.take(), await ben.take()];

  expect(ofAnna).toMatchObject({
    kind: "init",
    repository: {
      location: `rest:https://nas:8000/fleet/${anna.agentId}/`,
      credentials: { username: "fleet", backendPassword: "adds" },
    },
  });
  const passwords = [ofAnna, ofBen].map(({ repository }) => repository.credentials.password);
  expect(new Set([...passwords, nas.password]).size).toBe(3);

  await anna.report(ofAnna, { snapshotId: undefined, repositoryResticId: "aa11" });
  const backup = await anna.backUp(policyId);
  expect(backup).toMatchObject({ kind: "backup", policyId, repository: { id: (await ownOf(anna)).id } });
  expect(backup.repository.credentials.password).toBe(passwords[0]);
});

test("a place is as well as the worst of what is inside, and says which", async () => {
  const place = () => orchestrator.admin(getRepository, { params: { id: placeId } });
  expect(await place()).toMatchObject({ state: "unknown", snapshotCount: 0 });
  for (const machine of [anna, ben]) {
    await machine.report(await machine.take(), { snapshotId: undefined });
    await machine.backUp(policyId);
  }
  expect(await place()).toMatchObject({ state: "ready", snapshotCount: 2 });

  const body = { kind: "backup" as const, policyId, agentId: ben.agentId };
  await orchestrator.admin(createTask, { body });
  const failure = { code: "wrong-password" as const, message: "The password opens nothing." };
  await ben.report(await ben.take(), { outcome: "failure", failure });

  expect(await place()).toMatchObject({
    state: "locked-out",
    stateReason: expect.stringMatching(/ben-pc: The password opens nothing/),
  });
});

test("policies name the place, and a machine is told its own repository and nobody else's", async () => {
  const told = await anna.call(listAgentPolicies, { params: { id: anna.agentId } });
  const own = await ownOf(anna);

  expect(told?.policies).toMatchObject([{ id: policyId, repositoryId: own.id }]);
  expect(told?.repositories.map(({ id }) => id)).toEqual([own.id]);
  const naming = { name: "Other", repositoryId: own.id, include: ["/home"] };
  await expect(orchestrator.admin(createPolicy, { body: naming })).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: "repositoryId" }] },
  });
});

test("snapshots lie with the machine's own repository and are shown at the place too", async () => {
  const own = await ownOf(anna);
  await anna.report(await anna.take(), { snapshotId: undefined });
  await anna.backUp(policyId);

  for (const id of [own.id, placeId]) {
    const { items } = await orchestrator.admin(listSnapshots, { params: { id }, query: {} });
    expect(items.map(({ repositoryId }) => repositoryId)).toEqual([own.id]);
  }
  expect((await ownOf(ben)).snapshotCount).toBe(0);
});

test("the maintenance machine alone signs in as maintainer, and prunes one machine's snapshots by the place's policies", async () => {
  const own = await ownOf(ben);
  for (const machine of [anna, ben]) await machine.report(await machine.take(), { snapshotId: undefined });
  const changed = { ...nas, maintenance: { agentId: anna.agentId } };
  await orchestrator.admin(replaceRepository, { params: { id: placeId }, body: changed });

  await orchestrator.admin(createTask, { body: { kind: "prune", repositoryId: own.id } });
  const prune = await anna.take();

  expect(prune).toMatchObject({
    kind: "prune",
    repository: {
      id: own.id,
      location: `rest:https://nas:8001/fleet/${ben.agentId}/`,
      credentials: { username: "admin", backendPassword: "deletes" },
    },
    spec: { policies: [{ policyId, hosts: [{ host: "ben-pc" }] }] },
  });
  await expect(
    orchestrator.admin(createTask, { body: { kind: "prune", repositoryId: placeId } }),
  ).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "repositoryId" }] } });
});

test("a place that moves takes the machines' repositories along, each with its own password", async () => {
  const before = await anna.take();
  const body = { ...nas, url: "https://nas2:8000/fleet" };

  await orchestrator.admin(replaceRepository, { params: { id: placeId }, body });

  const told = await anna.call(listAgentPolicies, { params: { id: anna.agentId } });
  expect(told?.repositories).toMatchObject([
    {
      location: `rest:https://nas2:8000/fleet/${anna.agentId}/`,
      credentials: { password: before.repository.credentials.password },
    },
  ]);
});

test("the recovery kit of the place holds those of all machines, and the place cannot become one repository for all", async () => {
  const own = await ownOf(anna);
  const [kit, one] = [await kitOf(placeId), await kitOf(own.id)];

  expect(kit).toContain(anna.agentId);
  expect(kit).toContain(ben.agentId);
  expect(one).not.toContain(ben.agentId);
  const shared = { ...nas, perAgent: false };
  await expect(
    orchestrator.admin(replaceRepository, { params: { id: placeId }, body: shared }),
  ).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "perAgent" }] } });
  await expect(orchestrator.admin(deleteRepository, { params: { id: placeId } })).rejects.toMatchObject({
    problem: { status: 409 },
  });
  expect(await orchestrator.admin(getRepository, { params: { id: own.id } })).toMatchObject({
    parentId: placeId,
    agentId: anna.agentId,
    name: "NAS – anna-pc",
  });
});
