import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUncleanEnds, type UncleanEnds } from "../journal/unclean-ends.ts";
import { forgeLock } from "../testing/forge-lock.ts";
import { offerOf } from "../testing/offers.ts";
import { NOW } from "../testing/perform.ts";
import { makeStage, makeTemplate, type Stage } from "../testing/stage.ts";
import { runCheck } from "./check.ts";
import { unlockOwnLeftovers } from "./unlock-own-leftovers.ts";

let template: Awaited<ReturnType<typeof makeTemplate>>;
let stage: Stage;
let uncleanEnds: UncleanEnds;
let deadPid: number;

beforeAll(async () => {
  template = await makeTemplate();
  stage = await makeStage(template);
  uncleanEnds = createUncleanEnds(stage.dir);
  const child = spawn(process.execPath, ["--eval", ""]);
  await once(child, "exit");
  deadPid = child.pid ?? 0;
});
afterAll(async () => {
  await stage.clear();
  await rm(template.dir, { recursive: true });
});

const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

function check(otherHostnames: string[] | undefined, ends: UncleanEnds = uncleanEnds) {
  const offer = offerOf({ kind: "check", repository: stage.repository, spec: { lockWaitSeconds: 0 } });
  return stage.perform(
    async (context) => {
      await unlockOwnLeftovers({ uncleanEnds: ends, clockOffsetMs: () => 0 }, context);
      return await runCheck(context);
    },
    { ...offer, ...(otherHostnames && { otherHostnames }) },
  );
}

test("the lock of a restic that was killed goes before the next run, but not while other machines are unknown", async () => {
  const key = await stage.restic("cat", "masterkey", "--no-lock");
  const { username } = userInfo();
  const lock = { time: ago(20), exclusive: true, hostname: hostname(), username, pid: deadPid };
  await forgeLock(stage.repository.location, key.join("\n"), lock);
  await uncleanEnds.add({
    repositoryId: stage.repository.id,
    pid: deadPid,
    startTime: "1",
    startedAt: ago(30),
    goneAt: ago(10),
  });

  const locked = await check(undefined);
  const free = await check(["office-pc"]);

  expect(locked).toMatchObject({ failure: { code: "repository-locked" } });
  expect(free).toMatchObject({ outcome: "success" });
  expect(await uncleanEnds.of(stage.repository.id)).toEqual([]);
});

test("a run goes on where the locks that were left cannot be looked for", async () => {
  const broken = { ...uncleanEnds, of: () => Promise.reject(new Error("the disk does not answer")) };

  expect(await check(["office-pc"], broken)).toMatchObject({ outcome: "success" });
});

test("where nothing of ours was killed no lock is looked at", async () => {
  const key = await stage.restic("cat", "masterkey", "--no-lock");
  const { username } = userInfo();
  const lock = { time: ago(20), exclusive: true, hostname: hostname(), username, pid: deadPid };
  await forgeLock(stage.repository.location, key.join("\n"), lock);

  expect(await check(["office-pc"])).toMatchObject({ failure: { code: "repository-locked" } });
});
