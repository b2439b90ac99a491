import { afterEach, beforeEach, expect, test } from "vitest";
import { type CopySpec, getRepairPlan } from "#contract/maintenance";
import { createRepository, getRepository, replaceRepository } from "#contract/repositories";
import { listSlots } from "#contract/schedule";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let repositoryId: string;

beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  repositoryId = (await protect(orchestrator, machine)).repository.id;
});
afterEach(() => orchestrator.close());

async function maintain(change: object): Promise<void> {
  const { name, place } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  if (place.kind !== "fs") throw new Error("a folder was expected");
  const maintenance = { agentId: machine.agentId, ...change };
  const body = { kind: "fs" as const, name, path: place.path, maintenance };
  await orchestrator.admin(replaceRepository, { params: { id: repositoryId }, body });
}
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

test("by default a machine that is on for four hours prunes once a day, whichever hours those are", async () => {
  await maintain({});
  orchestrator.setClock("2026-11-25T08:00:00.000Z");
  await orchestrator.tick();
  let pruned = 0;
  for (let minutes = 0; minutes < 10 * 60; minutes += 1) {
    orchestrator.pass(60_000);
    await orchestrator.tick();
    const { tasks } = await machine.poll();
    for (const task of tasks.filter(({ kind }) => kind === "prune")) {
      await machine.report(task, { summary: {} });
      pruned++;
    }
  }

  expect(pruned).toBe(1);
  const { items } = await orchestrator.admin(listSlots, { query: {} });
  const reasons = items.filter(({ kind, outcome }) => kind === "prune" && outcome === "skipped");
  expect(reasons.some(({ reason }) => reason?.includes("is enough"))).toBe(true);
  const { maintenance } = await orchestrator.admin(getRepository, { params: { id: repositoryId } });
  expect(Date.parse(maintenance.nextPruneAt ?? "")).toBeGreaterThan(Date.parse("2026-11-26T04:00:00Z"));
});
