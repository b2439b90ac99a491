import { afterEach, beforeEach, expect, test } from "vitest";
import { getRepository } from "#contract/repositories";
import type { RepositoryLock } from "#contract/repository-lock";
import { createTask } from "#contract/tasks";
import { joinMachine, openOrchestrator, protect, type TestOrchestrator } from "../orchestrator-for-tests.ts";

let orchestrator: TestOrchestrator;
let machine: Awaited<ReturnType<typeof joinMachine>>;
let id: string;
beforeEach(async () => {
  orchestrator = await openOrchestrator();
  machine = await joinMachine(orchestrator);
  id = (await protect(orchestrator, machine)).repository.id;
});
afterEach(() => orchestrator.close());

const lock = (change: Partial<RepositoryLock>): RepositoryLock => ({
  ...{ id: "a".repeat(64), time: "2026-11-24T11:59:00Z", exclusive: true, hostname: "elsewhere" },
  ...{ username: "mallory", pid: 4242, ageSeconds: 60, owner: "another-machine", ...change },
});

/** What the repository warns of after a listing that saw these locks. */
async function listed(locks: RepositoryLock[], unreadable = 0) {
  const body = { kind: "snapshots" as const, repositoryId: id, agentId: machine.agentId };
  await orchestrator.admin(createTask, { body });
  await machine.report(await machine.take(), { snapshots: [], locksSeen: { locks, unreadable } });
  const { warnings } = await orchestrator.admin(getRepository, { params: { id } });
  return warnings.map(({ code, message }) => ({ code, message }));
}
const warned = (words: RegExp) => [{ code: "lock-left", message: expect.stringMatching(words) }];

test("a lock of a machine that nobody enrolled is warned of, until a listing finds it gone", async () => {
  expect(await listed([lock({})])).toEqual(warned(/^elsewhere \(process 4242 of mallory\) .*11:59 UTC/));
  expect(await listed([])).toEqual([]);
});

test("machines at work are no news, and what they left behind for half an hour is", async () => {
  expect(await listed([lock({ hostname: "anna-pc" }), lock({ owner: "this-machine-alive" })])).toEqual([]);
  expect(await listed([lock({ hostname: "anna-pc", ageSeconds: 3_600 })])).toEqual(warned(/^anna-pc/));
});

test("a lock that cannot be read is one too, and a forged time is none", async () => {
  expect(await listed([], 2)).toEqual(warned(/cannot be read.* 1 more like it/));
  expect(await listed([lock({ time: "soon" })])).toEqual(warned(/since an unknown time/));
});
