import { afterEach, beforeEach, expect, test } from "vitest";
import { assignPolicy, createPolicy } from "#contract/policies";
import { createRepository, listRepositories } from "#contract/repositories";
import {
  createRestore,
  diffSnapshots,
  downloadFiles,
  listSnapshotDays,
  listSnapshots,
  readTree,
} from "#contract/snapshots";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, type TestOrchestrator } from "../orchestrator-for-tests.ts";

type Machine = Awaited<ReturnType<typeof joinMachine>>;

const OF_ANNA = "aa".repeat(32);
const OF_BEN = "bb".repeat(32);

let orchestrator: TestOrchestrator;
let anna: Machine;
let ben: Machine;
let placeId: string;
let policyId: string;

/** A place that holds a repository for each of two machines, with a backup of each. */
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  const { admin } = orchestrator;
  const nas = {
    kind: "rest-server",
    name: "NAS",
    url: "https://nas:8000/fleet",
    password: "of the place",
    perAgent: true,
  } as const;
  placeId = (await admin(createRepository, { body: nas })).id;
  const draft = { name: "Documents", repositoryId: placeId, include: ["/home"] };
  policyId = (await admin(createPolicy, { body: draft })).id;
  const join = async (hostname: string, snapshotId: string) => {
    const machine = await joinMachine(orchestrator, hostname);
    const { agentId } = machine;
    await admin(assignPolicy, { params: { id: policyId, agentId } });
    await machine.report(await machine.take(), { snapshotId: undefined });
    await backUp(machine, snapshotId);
    await machine.beat();
    return machine;
  };
  anna = await join("anna-pc", OF_ANNA);
  ben = await join("ben-pc", OF_BEN);
});
afterEach(() => orchestrator.close());

async function backUp(machine: Machine, snapshotId: string): Promise<void> {
  const body = { kind: "backup" as const, policyId, agentId: machine.agentId };
  await orchestrator.admin(createTask, { body });
  await machine.report(await machine.take(), { snapshotId });
}

async function ownOf({ agentId }: Machine) {
  const { items } = await orchestrator.admin(listRepositories, { query: {} });
  return items.find((one) => one.agentId === agentId);
}

/** Where the machine is told to look by a question that somebody asks. */
async function lookedInBy(machine: Machine, asking: Promise<unknown>) {
  asking.catch(() => undefined);
  const { questions } = await machine.poll(1);
  return questions[0]?.repository;
}

test("the calendar of a place shows the days of the snapshots that its list shows, and where they are", async () => {
  const { items } = await orchestrator.admin(listSnapshotDays, { params: { id: placeId }, query: {} });

  const [newest] = (await orchestrator.admin(listSnapshots, { params: { id: placeId }, query: {} })).items;
  expect(items).toMatchObject([{ count: 2, newestId: newest?.id, repositoryId: newest?.repositoryId }]);
});

test("a snapshot of a place is looked into where it is, with the password of there", async () => {
  const { admin } = orchestrator;
  const query = { repository: placeId };

  const looked = [
    await lookedInBy(ben, admin(readTree, { params: { snapshotId: OF_BEN }, query })),
    await lookedInBy(ben, admin(diffSnapshots, { query: { ...query, a: OF_BEN, b: OF_BEN } })),
    await lookedInBy(ben, admin(downloadFiles, { params: { snapshotId: OF_BEN }, query })),
  ];

  expect(looked).toMatchObject(Array(3).fill({ location: `rest:https://nas:8000/fleet/${ben.agentId}/` }));
  expect(new Set(looked.map((one) => one?.credentials.password)).size).toBe(1);
  expect(looked[0]?.credentials.password).not.toBe("of the place");
});

test("a snapshot of a place is restored from where it is", async () => {
  const body = { repositoryId: placeId, snapshotId: OF_BEN.slice(0, 8), agentId: anna.agentId };

  await orchestrator.admin(createRestore, { body });

  expect(await anna.take()).toMatchObject({
    kind: "restore",
    repository: { id: (await ownOf(ben))?.id },
    spec: { snapshotId: OF_BEN },
  });
});

test("what two machines of a place hold under one id is looked for in the repository that is named", async () => {
  const { admin } = orchestrator;
  await backUp(ben, OF_ANNA);
  const restoreFrom = (repositoryId = "") =>
    admin(createRestore, { body: { repositoryId, snapshotId: OF_ANNA, agentId: anna.agentId } });

  const looking = admin(readTree, { params: { snapshotId: OF_ANNA }, query: { repository: placeId } });

  await expect(looking).rejects.toMatchObject({ problem: { status: 422, errors: [{ path: "repository" }] } });
  await expect(restoreFrom(placeId)).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: "snapshotId" }] },
  });
  expect(await restoreFrom((await ownOf(ben))?.id)).toMatchObject({ kind: "restore" });
});
