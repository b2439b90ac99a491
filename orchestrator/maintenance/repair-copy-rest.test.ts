import { afterEach, beforeEach, expect, test } from "vitest";
import { type CopySpec, getRepairPlan } from "#contract/maintenance";
import { createRepository, getRepository, replaceRepository } from "#contract/repositories";
import { listSlots } from "#contract/schedule";
import { createTask } from "#contract/tasks";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let repositoryId: string;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  repositoryId = (await protect(orchestrator, machine)).repository.id;
});
afterEach(() => orchestrator.close());

const maintain = (change: object) =>
  changeFolderRepository(orchestrator, repositoryId, {
    maintenance: { agentId: machine.agentId, ...change },
  });
const start = (kind: "copy" | "check" | "repair", more: object = {}) =>
  orchestrator.admin(createTask, { body: { kind, repositoryId, ...more } });

test("a second repository is copied to with its own credentials, which are stored nowhere", async () => {
  await maintain({});
  await expect(start("copy")).rejects.toMatchObject({ problem: { status: 422 } });
  const { id } = await orchestrator.admin(createRepository, {
    body: { kind: "fs", name: "Offsite", path: "/mnt/offsite", password: "other secret" },
  });
  await maintain({ copy: { toRepositoryId: id, schedule: { every: "1d" } } });
  const { id: taskId } = await start("copy");

  const offer = await machine.take();
  await machine.report(offer, { summary: { snapshotsCopied: 2 } });

  expect((offer.spec as CopySpec).target).toMatchObject({
    location: "/mnt/offsite",
    credentials: { password: "other secret" },
  });
  const shown = await orchestrator.fetch(`/api/v1/tasks/${taskId}`, {
    method: "GET",
    headers: { authorization: "Bearer local-token-for-tests" },
  });
  expect(await shown.text()).not.toContain("other secret");
  const { maintenance } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  expect(maintenance).toMatchObject({
    copy: { toRepositoryId: id },
    lastCopy: { status: "success" },
    nextCopyAt: expect.any(String),
  });
  await expect(
    maintain({ copy: { toRepositoryId: repositoryId, schedule: { every: "1d" } } }),
  ).rejects.toMatchObject({ problem: { status: 422 } });
});

test("two places that one restic cannot sign in to are not planned as a copy; keys that change one after the other later are taken", async () => {
  const bucket = {
    kind: "s3",
    endpoint: "https://s3",
    bucket: "backups",
    password: "x",
    perAgent: false,
  } as const;
  const [keys, others] = ["one", "two"].map((key) => ({ accessKeyId: key, secretAccessKey: key }));
  const there = await orchestrator.admin(createRepository, {
    body: { ...bucket, name: "There", prefix: "there", credentials: others },
  });
  const here = { ...bucket, name: "Here", prefix: "here" };
  const plan = { copy: { toRepositoryId: there.id, schedule: { every: "1d" } } };

  const refused = orchestrator.admin(createRepository, {
    body: { ...here, credentials: keys, maintenance: plan },
  });
  await expect(refused).rejects.toMatchObject({
    problem: {
      status: 422,
      errors: [
        { path: "maintenance.copy.toRepositoryId", message: expect.stringContaining("the same keys") },
      ],
    },
  });
  const { id } = await orchestrator.admin(createRepository, {
    body: { ...here, credentials: others, maintenance: plan },
  });
  const { maintenance } = await orchestrator.admin(replaceRepository, {
    params: { id },
    body: { ...here, credentials: keys },
  });
  expect(maintenance.copy?.toRepositoryId).toBe(there.id);
});

test("what a check found becomes the steps that mend it, and each needs a yes", async () => {
  await maintain({});
  const plan = () => orchestrator.admin(getRepairPlan, { params: { id: repositoryId } });
  expect((await plan()).steps).toEqual([]);
  await start("check");
  const packs = ["ab".repeat(32)];
  await machine.report(await machine.take(), {
    outcome: "failure",
    failure: { code: "repository-damaged", message: "one broken pack" },
    summary: { errorsFound: 1, brokenPacks: 1, brokenPackIds: packs },
  });

  const { steps } = await plan();

  expect(steps.map(({ repair }) => repair.step)).toEqual(["index", "packs", "snapshots"]);
  await expect(start("repair", { repair: { step: "index" } })).rejects.toMatchObject({
    problem: { status: 422 },
  });
  await start("repair", { repair: steps[1]?.repair, confirm: true });
  expect((await machine.take()).spec).toMatchObject({ confirmed: true, repair: { step: "packs", packs } });
});

test("within the rest after a good prune the slots are left out by name; by default there is one every four hours", async () => {
  const { maintenance: byDefault } = await orchestrator.admin(getRepository, {
    params: { id: repositoryId },
  });
  expect(byDefault).toMatchObject({ prune: { every: "4h" }, pruneRestSeconds: 72_000 });
  await maintain({ prune: { every: "4h" }, pruneRestSeconds: 72_000 });
  const prunedAt = async (instant: string) => {
    orchestrator.setClock(instant);
    await orchestrator.tick();
    const { tasks } = await machine.poll();
    for (const task of tasks) await machine.report(task, { summary: {} });
    return tasks.length;
  };

  const pruned = [
    await prunedAt("2026-11-24T16:00:05.000Z"),
    await prunedAt("2026-11-24T20:00:05.000Z"),
    await prunedAt("2026-11-25T00:00:05.000Z"),
  ];
  const { maintenance } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  pruned.push(await prunedAt("2026-11-25T12:00:20.000Z"));

  expect(pruned).toEqual([1, 0, 0, 1]);
  expect(maintenance.nextPruneAt).toBe("2026-11-25T12:00:05.000Z");
  const { items } = await orchestrator.admin(listSlots, { query: {} });
  const skipped = items.filter(({ kind, outcome }) => kind === "prune" && outcome === "skipped");
  expect(skipped.map(({ reason }) => reason)).toContain(
    "The last good prune is 4 h old; one in 20 h is enough.",
  );
});
