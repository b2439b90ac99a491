import { afterEach, beforeEach, expect, test } from "vitest";
import { acknowledgeTask } from "#contract/agent-protocol";
import { pauseAgent } from "#contract/agents";
import { assignPolicy, createPolicy, replacePolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { createTask, getTask } from "#contract/tasks";
import {
  changeFolderRepository,
  joinMachine,
  openOrchestrator,
  proofOf,
  protect,
  type TestOrchestrator,
} from "../orchestrator-for-tests.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Machine = Awaited<ReturnType<typeof joinMachine>>;
let orchestrator: TestOrchestrator;
let laptop: Machine;
let office: Machine;
let policyId: string;
let repositoryId: string;

/** Both save with one policy into one folder, which the one in the office looks after. */
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  [laptop, office] = [
    await joinMachine(orchestrator, "laptop"),
    await joinMachine(orchestrator, "office-pc"),
  ];
  const made = await protect(orchestrator, laptop);
  [policyId, repositoryId] = [made.policy.id, made.repository.id];
  await orchestrator.admin(assignPolicy, { params: { id: policyId, agentId: office.agentId } });
  await changeFolderRepository(orchestrator, repositoryId, {
    maintenance: { agentId: office.agentId, check: null, drill: null, prune: null },
  });
  for (const machine of [laptop, office]) await beat(machine);
});
afterEach(() => orchestrator.close());

const beat = (machine: Machine) =>
  machine.beat({
    sentAt: new Date(orchestrator.clock.ms).toISOString(),
    uptimeSeconds: orchestrator.clock.monotonicMs / 1_000,
  });
const backUp = (machine: Machine) =>
  orchestrator.admin(createTask, { body: { kind: "backup", policyId, agentId: machine.agentId } });
const prune = () => orchestrator.admin(createTask, { body: { kind: "prune", repositoryId } });
const read = (id: string) => orchestrator.admin(getTask, { params: { id } });
const kindsFor = async (machine: Machine) => (await machine.poll()).tasks.map(({ kind }) => kind);

/** Steps of less than a minute: a longer one would pass for a sleep of ours. The one in the office says that it is there. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50_000) {
    orchestrator.pass(50_000);
    await beat(office);
    await orchestrator.tick();
  }
}

test("what a machine was offered and fell asleep over holds up nobody, and who takes it later is too late", async () => {
  const { id } = await backUp(laptop);
  const [offer] = (await laptop.poll()).tasks;
  if (offer === undefined) throw new Error("nothing was offered");
  await pass(20 * MINUTE);
  expect(await read(id)).toMatchObject({
    status: "queued",
    reason: expect.stringContaining("did not take it"),
  });

  await prune();
  expect(await kindsFor(office)).toEqual(["prune"]);
  const params = { id: laptop.agentId, taskId: id };
  await expect(laptop.call(acknowledgeTask, { params, body: proofOf(offer) })).rejects.toMatchObject({
    problem: { status: 409, code: "stale-attempt" },
  });
});

test("it is offered anew when the machine is back, with what holds by then", async () => {
  const { id } = await backUp(laptop);
  expect((await laptop.poll()).tasks).toMatchObject([{ taskId: id, attempt: 1 }]);
  await pass(20 * MINUTE);
  expect((await laptop.poll()).tasks).toMatchObject([{ taskId: id, attempt: 2 }]);
});

test("an offer that a machine slept through is no beginning: the backup is left out while the machine is paused", async () => {
  await orchestrator.admin(replacePolicy, {
    params: { id: policyId },
    body: {
      ...{ name: "Documents", repositoryId, include: ["/home/anna"] },
      schedules: { backup: { every: "1h", catchUp: true } },
    },
  });
  orchestrator.pass(HOUR);
  await orchestrator.tick();
  const [offer] = (await laptop.poll()).tasks;
  await orchestrator.admin(pauseAgent, { params: { id: laptop.agentId }, body: {} });
  await pass(20 * MINUTE);

  expect((await laptop.poll()).tasks).toEqual([]);
  expect(await read(offer?.taskId ?? "")).toMatchObject({ status: "skipped" });
});

test("a prune that waits for a machine that is away in the middle of its backup keeps no other from its own", async () => {
  await backUp(laptop);
  await laptop.take();
  await pass(10 * MINUTE);
  await prune();
  await pass(10 * MINUTE);
  const { id } = await backUp(office);

  expect((await office.poll()).tasks).toMatchObject([{ taskId: id, kind: "backup" }]);
});

test("a check that waits for the end of a pause keeps nobody from the repository", async () => {
  const check = { cron: "10 12 * * *", timeZone: "UTC" };
  const maintenance = { agentId: office.agentId, check, drill: null, prune: null };
  await changeFolderRepository(orchestrator, repositoryId, { maintenance });
  await pass(11 * MINUTE);
  await office.report(await office.take(), {
    ...{ outcome: "interrupted", interruptedBy: "shutdown", snapshotId: undefined },
    failure: { code: "interrupted", message: "The computer was shut down." },
  });
  await orchestrator.admin(pauseAgent, { params: { id: office.agentId }, body: {} });
  await pass(MINUTE);
  expect(await kindsFor(office)).toEqual([]);
  await backUp(laptop);

  expect(await kindsFor(laptop)).toEqual(["backup"]);
});

test("the first look of a machine that is off keeps no other from a common repository", async () => {
  const off = await joinMachine(orchestrator, "off");
  const repository = await orchestrator.admin(createRepository, {
    body: {
      ...{ kind: "rest-server", name: "NAS", url: "http://nas:8000/all/" },
      ...{ perAgent: false, password: "open sesame" },
    },
  });
  const policy = await orchestrator.admin(createPolicy, {
    body: { name: "Common", repositoryId: repository.id, include: ["/home/anna"] },
  });
  await orchestrator.admin(assignPolicy, { params: { id: policy.id, agentId: office.agentId } });
  await office.report(await office.take(), { summary: {}, snapshotId: undefined });
  await orchestrator.admin(assignPolicy, { params: { id: policy.id, agentId: off.agentId } });
  await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: office.agentId },
  });

  expect(await kindsFor(office)).toEqual(["backup"]);
});

test("an absence of ours is no silence of a machine: whoever comes back soon after us has not been given up", async () => {
  const { id } = await backUp(laptop);
  const offer = await laptop.take();
  await pass(10 * MINUTE);
  expect(await read(id)).toMatchObject({ status: "unreachable" });

  await orchestrator.restart(() => orchestrator.pass(58 * HOUR));
  await pass(12 * MINUTE);
  await laptop.report(offer);

  expect(await read(id)).toMatchObject({ status: "succeeded" });
});

test("a machine that stays away for a quarter of an hour after we are back is given up", async () => {
  const { id } = await backUp(laptop);
  await laptop.take();
  await pass(10 * MINUTE);
  await orchestrator.restart(() => orchestrator.pass(58 * HOUR));
  await pass(20 * MINUTE);

  expect(await read(id)).toMatchObject({ status: "queued" });
});

test("more tasks than one page that wait for another machine keep none from what it can do", async () => {
  await orchestrator.admin(createTask, { body: { kind: "init", repositoryId, agentId: laptop.agentId } });
  await laptop.take();
  for (let n = 0; n < 51; n += 1) {
    const body = { name: `Documents ${n}`, repositoryId, include: ["/home/anna"] };
    const policy = await orchestrator.admin(createPolicy, { body });
    const pair = { policyId: policy.id, agentId: office.agentId };
    await orchestrator.admin(assignPolicy, { params: { id: pair.policyId, agentId: pair.agentId } });
    await orchestrator.admin(createTask, { body: { kind: "backup", ...pair } });
  }
  const other = { kind: "fs" as const, name: "Other", path: "/mnt/other", password: "open sesame" };
  const disk = await orchestrator.admin(createRepository, { body: other });
  const draft = { name: "On another disk", repositoryId: disk.id, include: ["/home/anna"] };
  const policy = await orchestrator.admin(createPolicy, { body: draft });
  await orchestrator.admin(assignPolicy, { params: { id: policy.id, agentId: office.agentId } });
  const body = { kind: "backup" as const, policyId: policy.id, agentId: office.agentId };
  const { id } = await orchestrator.admin(createTask, { body });

  expect((await office.poll()).tasks).toMatchObject([{ taskId: id }]);
});
