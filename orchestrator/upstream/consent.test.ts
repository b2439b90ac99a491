import { afterEach, beforeEach, expect, test } from "vitest";
import { listAgents } from "#contract/agents";
import { answerConsentRequest, listConsentRequests } from "#contract/consents";
import { listNotices } from "#contract/notices";
import { listRuns } from "#contract/runs";
import { createRestore } from "#contract/snapshots";
import { cancelTask, getTask, retryTask } from "#contract/tasks";
import { SNAPSHOT } from "../orchestrator-for-tests.ts";
import { openPair, type Pair } from "./pair-for-tests.ts";

let pair: Pair;
let agentId: string;
let repositoryId: string;
beforeEach(async () => {
  pair = await openPair();
  await pair.join();
  agentId =
    (await pair.upstream.admin(listAgents, { query: {} })).items.find(({ isLocal }) => !isLocal)?.id ?? "";
  repositoryId = (await pair.assign(agentId)).repository.id;
});
afterEach(() => pair.close());

async function restoreFromThere(
  more: { target?: string; inPlace?: boolean; dryRun?: boolean } = { target: "/home/anna" },
) {
  const body = { repositoryId, snapshotId: SNAPSHOT, agentId, paths: ["/home/anna/a letter"], ...more };
  const { id } = await pair.upstream.admin(createRestore, { body });
  await pair.follower.round();
  return id;
}
const there = (id: string) => pair.upstream.admin(getTask, { params: { id } });
const requests = async () => (await pair.follower.admin(listConsentRequests, {})).items;
const answer = (taskId: string, allow: boolean) =>
  pair.follower.admin(answerConsentRequest, { params: { taskId }, body: { allow } });

test("a restore that is asked for there begins when somebody here has allowed it", async () => {
  const id = await restoreFromThere();
  expect((await pair.machine.poll()).tasks).toEqual([]);
  const [asked] = await requests();
  expect(asked).toMatchObject({
    snapshotId: SNAPSHOT,
    target: "/home/anna",
    paths: ["/home/anna/a letter"],
    overwrite: "never",
  });
  expect((await pair.follower.admin(listNotices, { query: {} })).items).toMatchObject([
    { kind: "consent-asked", title: expect.stringMatching(/wants to restore files to this computer$/) },
  ]);

  await answer(asked?.taskId ?? "", true);
  const offer = await pair.machine.take();
  await pair.machine.report(offer);
  await pair.follower.round();

  expect(offer.kind).toBe("restore");
  expect(await requests()).toEqual([]);
  expect(await there(id)).toMatchObject({ status: "succeeded" });
});

test("one that is refused here has failed there, with the reason", async () => {
  const id = await restoreFromThere();

  await answer((await requests())[0]?.taskId ?? "", false);
  await pair.follower.round();

  expect((await pair.machine.poll()).tasks).toEqual([]);
  expect(await there(id)).toMatchObject({ status: "failed" });
  expect((await pair.upstream.admin(listRuns, { query: { kind: "restore" } })).items).toMatchObject([
    {
      status: "failure",
      failure: { code: "not-allowed-here", message: expect.stringMatching(/refused the restore/) },
    },
  ]);
  await expect(answer(id, true)).rejects.toMatchObject({ problem: { status: 409 } });
});

test("no answer is a no, also over a restart", async () => {
  const id = await restoreFromThere();
  pair.pass(14 * 60_000);
  await pair.restartFollower();
  await pair.follower.tick();
  expect(await requests()).toHaveLength(1);

  pair.pass(61_000);
  await pair.follower.tick();
  await pair.follower.round();

  expect(await requests()).toEqual([]);
  expect(await there(id)).toMatchObject({ status: "failed" });
  await expect(answer(id, true)).rejects.toMatchObject({ problem: { status: 409 } });
});

test("a yes is good for a retry of the same restore", async () => {
  const id = await restoreFromThere();
  await answer((await requests())[0]?.taskId ?? "", true);
  const failure = { code: "repository-locked" as const, message: "Somebody else is at work." };
  await pair.machine.report(await pair.machine.take(), {
    outcome: "failure",
    failure,
    snapshotId: undefined,
    summary: undefined,
  });
  await pair.follower.round();

  await pair.upstream.admin(retryTask, { params: { id } });
  await pair.follower.round();

  expect(await requests()).toEqual([]);
  expect(await pair.machine.take()).toMatchObject({ kind: "restore" });
});

test("what is stopped there is asked no more", async () => {
  const id = await restoreFromThere();

  await pair.upstream.admin(cancelTask, { params: { id } });
  await pair.follower.round();

  expect(await requests()).toEqual([]);
  await expect(answer(id, true)).rejects.toMatchObject({ problem: { status: 409 } });
  expect((await pair.machine.poll()).tasks).toEqual([]);
});

test.each([
  ["a dry run", { target: "/home/anna", dryRun: true }],
  ["a restore to a new folder of its own", {}],
])("%s changes nothing that is in use and asks nobody", async (_, wanted) => {
  await restoreFromThere(wanted);

  expect(await pair.machine.take()).toMatchObject({ kind: "restore" });
});

test("a machine whose own rules allow it asks nobody", async () => {
  await pair.machine.beat({
    sentAt: new Date(pair.follower.clock.ms).toISOString(),
    restoreWithoutAsking: true,
  });

  await restoreFromThere({ inPlace: true });

  expect(await pair.machine.take()).toMatchObject({ kind: "restore" });
});

test("the own restore of this machine asks nobody", async () => {
  const body = { repositoryId, snapshotId: SNAPSHOT, target: "/home/anna" };
  await pair.follower.admin(createRestore, { body });

  expect(await pair.machine.take()).toMatchObject({ kind: "restore" });
});
