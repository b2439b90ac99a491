import { afterEach, beforeEach, expect, test } from "vitest";
import { getMe } from "#contract/access";
import { getAgent, listAgentEvents, listAgents, removeAgent } from "#contract/agents";
import {
  assignPolicy,
  createPolicy,
  deletePolicy,
  listPolicies,
  policyInput,
  replacePolicy,
} from "#contract/policies";
import { createRepository, deleteRepository, listRepositories } from "#contract/repositories";
import { listRuns, readRunLog } from "#contract/runs";
import { cancelTask, createTask, getTask, listTasks, retryTask } from "#contract/tasks";
import { getUpstream, leaveUpstream } from "#contract/upstream";
import { joinMachine, SNAPSHOT } from "../orchestrator-for-tests.ts";
import { openPair, type Pair } from "./pair-for-tests.ts";

let pair: Pair;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

test("a machine joins with a code, and both sides know each other", async () => {
  const joined = await pair.join();

  expect(joined).toMatchObject({ state: "connected", policyCount: 0, agentId: await pair.idThere() });
  expect(await pair.follower.admin(getMe, {})).toMatchObject({ upstream: { state: "connected" } });
  expect((await pair.upstream.admin(listAgents, { query: {} })).items).toMatchObject([
    { hostname: "anna-pc", status: "active" },
  ]);
});

test("a policy that is assigned there appears here, read-only", async () => {
  await pair.join();
  const { policy } = await pair.assign(await pair.idThere());

  const { items } = await pair.follower.admin(listPolicies, { query: {} });
  const [repository] = (await pair.follower.admin(listRepositories, { query: {} })).items;

  expect(items).toMatchObject([{ id: policy.id, name: "Documents", managedBy: expect.any(String) }]);
  expect(repository).toMatchObject({ managedBy: items[0]?.managedBy });
  const params = { id: policy.id };
  await expect(pair.follower.admin(deletePolicy, { params })).rejects.toThrow(/is managed by/);
  const body = policyInput.parse(
    Object.fromEntries(Object.keys(policyInput.shape).map((name) => [name, items[0]?.[name as "name"]])),
  );
  await expect(pair.follower.admin(replacePolicy, { params, body })).rejects.toThrow(/is managed by/);
});

test("a policy that is assigned between two heartbeats comes with its first task", async () => {
  await pair.join();
  let revision: string | undefined;
  pair.link.lie = (answer) => answer.replace(/"policyRevision":\d+/, (told) => (revision ??= told));
  await pair.follower.round();
  const agentId = await pair.idThere();
  const { policy } = await pair.assign(agentId);
  const before = await pair.follower.admin(listPolicies, { query: {} });
  await pair.upstream.admin(createTask, { body: { kind: "backup", policyId: policy.id, agentId } });

  await pair.follower.round();

  expect(before.items).toEqual([]);
  expect((await pair.follower.admin(listPolicies, { query: {} })).items).toMatchObject([{ id: policy.id }]);
});

test("a task from there is done here, with its log and its end on both sides", async () => {
  await pair.join();
  const agentId = await pair.idThere();
  const { policy, repository } = await pair.assign(agentId);
  const wanted = await pair.upstream.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId },
  });

  await pair.follower.round();
  const offer = await pair.machine.take();
  await pair.machine.log(offer, 0, "2026-11-24T12:00:00.000Z info one\n");
  await pair.follower.round();
  expect(await pair.upstream.admin(getTask, { params: { id: wanted.id } })).toMatchObject({
    status: "running",
  });
  await pair.machine.log(offer, 1, "2026-11-24T12:00:01.000Z info two\n");
  await pair.machine.report(offer, { logChunks: 2 });
  await pair.follower.round();

  expect(offer).toMatchObject({
    kind: "backup",
    repository: { id: repository.id, credentials: { password: "open sesame" } },
  });
  for (const side of [pair.upstream, pair.follower]) {
    const { items } = await side.admin(listRuns, { query: { policy: policy.id } });
    expect(items).toMatchObject([{ status: "success", snapshotId: SNAPSHOT, policyName: "Documents" }]);
    const log = await side.admin(readRunLog, { params: { id: items[0]?.id ?? "" }, query: {} });
    expect(log.lines.map(({ text }) => text)).toEqual(["one", "two"]);
  }
  expect(await pair.upstream.admin(getTask, { params: { id: wanted.id } })).toMatchObject({
    status: "succeeded",
  });
  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({
    waiting: { results: 0, reports: 0, logChunks: 0 },
  });
});

test("a result that is too large for there goes in fewer words, and its log there says what was left out", async () => {
  await pair.join();
  const { policy } = await pair.assign(await pair.idThere());
  await backUpFromThere(policy.id);
  await pair.follower.round();
  const items = Array.from({ length: 100 }, (_, at) => ({ path: `/home/anna/${at}`, message: "denied" }));
  await pair.machine.report(await pair.machine.take(), { outcome: "warning", items, itemCount: 100 });

  pair.link.tooLarge = 3_000;
  await pair.follower.round();

  const [told] = (await pair.upstream.admin(listRuns, { query: {} })).items;
  const log = await pair.upstream.admin(readRunLog, { params: { id: told?.id ?? "" }, query: {} });
  expect(told).toMatchObject({ status: "warning", snapshotId: SNAPSHOT, itemCount: 100 });
  expect(log.lines.at(-1)?.text).toMatch(/HTTP 413.* Left out: 100 items .* in the history of this machine/);
  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({ waiting: { results: 0 } });
});

async function backUpFromThere(policyId: string) {
  return pair.upstream.admin(createTask, {
    body: { kind: "backup", policyId, agentId: await pair.idThere() },
  });
}

test("a failure is tried again when the orchestrator says so, as the next attempt of the same task here", async () => {
  await pair.join();
  const { policy } = await pair.assign(await pair.idThere());
  const wanted = await backUpFromThere(policy.id);
  await pair.follower.round();
  const failure = { code: "repository-locked" as const, message: "Somebody else is at work." };
  await pair.machine.report(await pair.machine.take(), { outcome: "failure", failure });
  await pair.follower.round();
  expect(await pair.upstream.admin(getTask, { params: { id: wanted.id } })).toMatchObject({
    status: "queued",
  });

  await pair.upstream.admin(retryTask, { params: { id: wanted.id } });
  await pair.follower.round();
  await pair.machine.report(await pair.machine.take());
  await pair.follower.round();

  for (const side of [pair.upstream, pair.follower]) {
    const { items } = await side.admin(listRuns, { query: { policy: policy.id } });
    expect(items.map(({ status }) => status)).toEqual(["success", "failure"]);
    expect(await side.admin(listTasks, { query: { policy: policy.id } })).toMatchObject({
      items: [{ status: "succeeded", attempt: 2 }],
    });
  }
});

test("what is stopped there is stopped here, waiting or at work", async () => {
  await pair.join();
  const { policy } = await pair.assign(await pair.idThere());
  const waiting = await backUpFromThere(policy.id);
  await pair.follower.round();
  await pair.upstream.admin(cancelTask, { params: { id: waiting.id } });
  await pair.follower.round();
  await pair.follower.round();
  expect(await pair.upstream.admin(getTask, { params: { id: waiting.id } })).toMatchObject({
    status: "cancelled",
  });

  const atWork = await backUpFromThere(policy.id);
  await pair.follower.round();
  const offer = await pair.machine.take();
  await pair.upstream.admin(cancelTask, { params: { id: atWork.id } });
  await pair.follower.round();
  expect((await pair.machine.poll()).cancel).toEqual([offer.taskId]);
  await pair.machine.report(offer, { outcome: "cancelled" });
  await pair.follower.round();

  expect(await pair.upstream.admin(getTask, { params: { id: atWork.id } })).toMatchObject({
    status: "cancelled",
  });
});

test("a machine that was removed is told with its next request; what was managed is gone, its own goes on", async () => {
  await pair.join();
  const { policy } = await pair.assign(await pair.idThere());
  const { admin } = pair.follower;
  const disk = await admin(createRepository, {
    body: { kind: "fs", name: "Own disk", path: "/mnt/own", password: "open sesame" },
  });
  await admin(createPolicy, { body: { name: "Own", repositoryId: disk.id, include: ["/home/anna"] } });
  await backUpFromThere(policy.id);
  await pair.follower.round();
  const init = await pair.machine.take();
  const offer = await pair.machine.take();

  await pair.upstream.admin(removeAgent, { params: { id: await pair.idThere() } });
  await pair.follower.round();

  expect(await admin(getUpstream, {})).toMatchObject({
    state: "revoked",
    problem: expect.stringMatching(/has removed this computer/),
  });
  expect((await admin(listPolicies, { query: {} })).items).toMatchObject([{ name: "Own", managedBy: null }]);
  expect((await admin(listRepositories, { query: {} })).items).toMatchObject([{ name: "Own disk" }]);
  await expect(pair.machine.report(offer)).rejects.toMatchObject({ problem: { status: 409 } });
  await pair.machine.report(init);
});

test("an orchestrator that follows another tells it how its own machines are", async () => {
  await pair.join();
  await joinMachine(pair.follower, "till-3");

  await pair.follower.round();

  const params = { id: await pair.idThere() };
  expect(await pair.upstream.admin(getAgent, { params })).toMatchObject({
    fleet: { machines: 1, never: 1, atRisk: 0, worst: { hostname: "till-3", protection: "never" } },
  });
  expect((await pair.upstream.admin(listAgents, { query: { q: "till" } })).items).toEqual([]);
});

test("who leaves keeps the own, is gone there with its key, and may join again as the machine it was", async () => {
  await pair.join();
  const id = await pair.idThere();
  const { policy } = await pair.assign(id);

  await pair.follower.admin(leaveUpstream, {});

  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({ state: "none" });
  expect((await pair.follower.admin(listPolicies, { query: {} })).items).toEqual([]);
  expect(await pair.upstream.admin(getAgent, { params: { id } })).toMatchObject({ status: "revoked" });
  const { items } = await pair.upstream.admin(listAgentEvents, { params: { id }, query: {} });
  expect(items[0]).toMatchObject({ to: "revoked", reason: "The machine left by itself." });
  await pair.join();
  await pair.upstream.admin(assignPolicy, { params: { id: policy.id, agentId: id } });
  await pair.follower.round();
  expect((await pair.follower.admin(listPolicies, { query: {} })).items).toMatchObject([{ id: policy.id }]);
});

test("what is not told yet is told with the goodbye; one that is away is left all the same, and a person hears of that", async () => {
  await pair.join();
  const { policy } = await pair.assign(await pair.idThere());
  pair.link.weather = "cut";
  await pair.machine.backUp(policy.id);
  pair.link.weather = "fine";
  await pair.follower.admin(leaveUpstream, {});
  expect((await pair.upstream.admin(listRuns, { query: { policy: policy.id } })).items).toHaveLength(1);

  await pair.join();
  pair.link.weather = "cut";
  await pair.follower.admin(leaveUpstream, {});

  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({
    state: "none",
    problem: expect.stringContaining("could not be told: remove this computer there too"),
  });
});

test("a policy of the same name as one of this computer's own gets its manager's beside it", async () => {
  const { admin } = pair.follower;
  const disk = await admin(createRepository, {
    body: { kind: "fs", name: "Disk for Documents", path: "/mnt/own", password: "open sesame" },
  });
  await admin(createPolicy, { body: { name: "documents", repositoryId: disk.id, include: ["/home/anna"] } });
  await pair.machine.report(await pair.machine.take());
  await pair.join();

  await pair.assign(await pair.idThere());

  const { items } = await admin(listPolicies, { query: {} });
  expect(items.map(({ name }) => name)).toEqual(["documents", `Documents (${items[1]?.managedBy})`]);
});

test("nothing of this computer's own may lie in a managed repository", async () => {
  await pair.join();
  const { repository } = await pair.assign(await pair.idThere());
  const { admin } = pair.follower;
  const params = { id: repository.id };

  await expect(admin(deleteRepository, { params })).rejects.toThrow(/is managed by/);
  await expect(admin(createTask, { body: { kind: "prune", repositoryId: repository.id } })).rejects.toThrow(
    /is managed by/,
  );
  await expect(
    admin(createPolicy, { body: { name: "Mine", repositoryId: repository.id, include: ["/home"] } }),
  ).rejects.toThrow(/is managed by/);
});
