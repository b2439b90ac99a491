import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { UnlockSpec } from "#contract/maintenance";
import type { RepositoryLock } from "#contract/repository-lock";
import type { Lock } from "../restic/locks.ts";
import { forgeLock } from "../testing/forge-lock.ts";
import { offerOf } from "../testing/offers.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { runCheck } from "./check.ts";
import { nameLockHolders } from "./name-lock-holders.ts";
import { refuseUnlock, runUnlock } from "./unlock.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let deadPid: number;

beforeAll(async () => {
  template = await makeTemplate();
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  deadPid = child.pid ?? 0;
});
afterAll(() => rm(template.dir, { recursive: true }));
beforeEach(async () => {
  stage = await makeStage(template);
});
afterEach(() => stage.clear());

async function lock(change: Partial<Lock> = {}): Promise<void> {
  const key = await stage.restic("cat", "masterkey", "--no-lock");
  await forgeLock(stage.repository.location, key.join("\n"), {
    // The stage's clock and the real one that restic goes by are apart: an hour before both.
    time: new Date(Date.now() - 10 * 60_000).toISOString(),
    exclusive: true,
    hostname: hostname(),
    username: userInfo().username,
    pid: deadPid,
    ...change,
  });
}

const unlock = (spec: Partial<UnlockSpec> = {}) =>
  stage.perform(
    runUnlock,
    offerOf({
      kind: "unlock",
      repository: stage.repository,
      spec: { otherHostnames: [], confirmed: false, ...spec },
    }),
  );
const locksLeft = async () => (await stage.restic("list", "locks", "--no-lock", "--quiet")).length;

test("a lock of a dead process of this machine goes", async () => {
  await lock();

  expect(await unlock()).toMatchObject({ outcome: "success", summary: { locksRemoved: 1, locksLeft: 0 } });
  expect(await locksLeft()).toBe(0);
});

test("a lock of a living process, of another machine or of a namesake stays", async () => {
  await lock({ pid: process.pid });
  expect(await unlock()).toMatchObject({ outcome: "failure", failure: { code: "repository-locked" } });

  await lock({ hostname: "somebody-else" });
  expect(await unlock()).toMatchObject({ outcome: "failure" });
  expect(await unlock({ otherHostnames: ["somebody-else"], confirmed: true })).toMatchObject({
    outcome: "failure",
  });

  expect(await locksLeft()).toBe(2);
});

test("beside one of this machine's own the young lock of a namesake's other user stays", async () => {
  await lock({ exclusive: false });
  await lock({ exclusive: false, username: "somebody-else" });

  expect(await unlock()).toMatchObject({ outcome: "failure", failure: { code: "repository-locked" } });
  expect(await locksLeft()).toBe(2);
});

test("where there is no lock there is nothing to do", async () => {
  expect(await unlock()).toMatchObject({ outcome: "success", summary: { locksRemoved: 0 } });
});

test("a locked run says who holds the repository", async () => {
  await lock({ hostname: "office-pc", pid: 4242 });

  const end = await stage.perform(
    async (context) => nameLockHolders(context, await runCheck(context)),
    offerOf({ kind: "check", repository: stage.repository, spec: { lockWaitSeconds: 0 } }),
  );

  expect(end).toMatchObject({ outcome: "failure", exitCode: 11, failure: { code: "repository-locked" } });
  expect(end.failure?.message).toMatch("office-pc (process 4242 of");
});

const held = (change: Partial<RepositoryLock>): RepositoryLock => ({
  id: "a",
  time: "2026-11-24T12:00:00.000Z",
  exclusive: false,
  hostname: "old-nas",
  username: "root",
  pid: 1,
  ageSeconds: 7_200,
  owner: "another-machine",
  ...change,
});
const spec: UnlockSpec = { otherHostnames: ["office-pc"], confirmed: false };

test("old locks of machines that nobody enrolled go only with a person's yes", () => {
  const own = held({ hostname: "desk", owner: "this-machine-gone" });

  expect(refuseUnlock([held({})], spec)).toMatch("Make sure that it is not, then confirm");
  expect(refuseUnlock([own, held({})], spec)).toMatch("old-nas");
  expect(refuseUnlock([own, held({ ageSeconds: 60 })], spec)).toBeUndefined();
  expect(refuseUnlock([held({})], { ...spec, confirmed: true })).toBeUndefined();
  expect(refuseUnlock([held({ ageSeconds: 60 })], { ...spec, confirmed: true })).toMatch("Wait for its end");
});

test("a lock of another enrolled machine is never taken away, whoever confirms", () => {
  const locks = [held({ hostname: "office-pc" }), held({ owner: "this-machine-gone" })];

  expect(refuseUnlock(locks, { ...spec, confirmed: true })).toMatch("unlock from there");
});
