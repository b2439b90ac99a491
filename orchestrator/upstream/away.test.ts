import { afterEach, beforeEach, expect, test } from "vitest";
import { approveAgent, listAgents } from "#contract/agents";
import { listRuns, readRunLog } from "#contract/runs";
import { listSlots, type Slot } from "#contract/schedule";
import { createTask } from "#contract/tasks";
import { getUpstream } from "#contract/upstream";
import type { TestOrchestrator } from "../orchestrator-for-tests.ts";
import { openPair, type Pair } from "./pair-for-tests.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let pair: Pair;
let policyId: string;
let agentId: string;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

async function follow(cron = "0 * * * *"): Promise<void> {
  agentId = (await pair.join()).agentId ?? "";
  const schedules = { backup: { cron, timeZone: "Europe/Berlin" } };
  policyId = (await pair.assign(agentId, { schedules })).policy.id;
  await pair.follower.round();
}

const SOON = [20_000, 20_000];
/** From half a minute past noon to the first slot, and to when a follower looks whether it has to cover it. */
const TO_FIRST = [59.75 * MINUTE_MS];
const TO_COVER = [0.5 * MINUTE_MS, MINUTE_MS, MINUTE_MS];

async function backUp(text: string): Promise<void> {
  const offer = await pair.machine.take();
  await pair.machine.log(offer, 0, `2026-11-24T12:00:00.000Z info ${text}\n`);
  await pair.machine.report(offer, {
    logChunks: 1,
    startedAt: new Date(pair.follower.clock.ms).toISOString(),
    finishedAt: new Date(pair.follower.clock.ms + 10_000).toISOString(),
  });
}

async function slotsOf(side: TestOrchestrator): Promise<Pick<Slot, "key" | "outcome" | "reason">[]> {
  const { items } = await side.admin(listSlots, { query: { policy: policyId } });
  return items.map(({ key, outcome, reason }) => ({ key, outcome, reason }));
}

async function logsOf(side: TestOrchestrator): Promise<string[]> {
  const { items } = await side.admin(listRuns, { query: { policy: policyId } });
  const logs = items.map(({ id }) => side.admin(readRunLog, { params: { id }, query: {} }));
  return (await Promise.all(logs)).map(({ lines }) => lines.map(({ text }) => text).join());
}

test("a slot that the orchestrator sends is done once, under one key on both sides", async () => {
  await follow();
  await pair.live(...TO_FIRST);
  await backUp("sent");
  await pair.live(...SOON);

  const there = await slotsOf(pair.upstream);
  expect(there).toMatchObject([{ outcome: "done", key: expect.stringContaining(`${policyId}/${agentId}/`) }]);
  expect(await slotsOf(pair.follower)).toMatchObject([{ outcome: "done", key: there[0]?.key }]);
});

test("slots that come due while the orchestrator is away are covered, told when it is back, and done while away there", async () => {
  await follow();
  pair.link.weather = "cut";
  for (const text of ["first", "second", "third"]) {
    await pair.live(...(text === "first" ? TO_FIRST : [57.5 * MINUTE_MS]), ...TO_COVER);
    await backUp(text);
  }
  expect(await slotsOf(pair.upstream)).toMatchObject([
    { outcome: "pending", reason: expect.stringMatching(/^Machine away/) },
    { outcome: "pending", reason: expect.stringMatching(/^Machine away/) },
    { outcome: "pending" },
  ]);
  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({
    state: "away",
    waiting: { reports: 3, logChunks: 3 },
  });

  pair.link.weather = "fine";
  await pair.live(...SOON);

  const there = await slotsOf(pair.upstream);
  expect(there).toMatchObject([1, 2, 3].map(() => ({ outcome: "done", reason: "Done while away." })));
  const keys = (slots: { key: string }[]) => slots.map(({ key }) => key);
  expect(keys(await slotsOf(pair.follower))).toEqual(keys(there));
  expect(await logsOf(pair.upstream)).toEqual(["third", "second", "first"]);
  expect((await pair.machine.poll()).tasks).toEqual([]);
});

test("a slot that was covered and is still at work is adopted when it is offered: nothing starts", async () => {
  await follow();
  pair.link.weather = "cut";
  await pair.live(...TO_FIRST, ...TO_COVER);
  const offer = await pair.machine.take();
  pair.link.weather = "fine";
  await pair.live(...SOON);
  expect((await pair.machine.poll()).tasks).toEqual([]);
  expect(await slotsOf(pair.upstream)).toMatchObject([{ outcome: "running" }]);

  await pair.machine.report(offer);
  await pair.live(...SOON);

  expect(await slotsOf(pair.upstream)).toMatchObject([{ outcome: "done" }]);
  for (const side of [pair.upstream, pair.follower]) {
    expect((await side.admin(listRuns, { query: { policy: policyId } })).items).toHaveLength(1);
  }
});

test("what nobody did is missed only when the machine has said so, and a late report turns it into done once", async () => {
  await follow();
  pair.link.weather = "cut";
  for (let hour = 0; hour < 3; hour += 1) {
    // The follower sleeps: only the orchestrator's time passes.
    pair.upstream.pass(HOUR_MS);
    await pair.upstream.tick();
  }
  expect((await slotsOf(pair.upstream)).map(({ outcome }) => outcome)).toEqual([
    "pending",
    "pending",
    "pending",
  ]);

  pair.follower.pass(3 * HOUR_MS);
  pair.link.weather = "fine";
  await pair.live(...SOON);
  await backUp("the one that waited");
  await pair.live(...SOON);

  expect((await slotsOf(pair.upstream)).map(({ outcome }) => outcome)).toEqual(["missed", "missed", "done"]);
});

test("an orchestrator that was off for three days finds everything done", async () => {
  await follow("0 */6 * * *");
  pair.link.weather = "cut";
  const SLOTS = 12;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    // The first is at 18:00 in Berlin.
    for (const step of slot === 0 ? [4 * 60 + 59, 1, 1, 1] : [6 * 60 - 3, 1, 1, 1]) {
      pair.follower.pass(step * MINUTE_MS);
      await pair.follower.tick();
    }
    await backUp(`slot ${slot}`);
  }
  const covered = await slotsOf(pair.follower);
  expect(covered.map(({ outcome }) => outcome)).toEqual(Array(SLOTS).fill("done"));

  pair.upstream.clock.ms = pair.follower.clock.ms;
  await pair.upstream.restart();
  pair.link.weather = "fine";
  await pair.live(...SOON, MINUTE_MS);

  const { items } = await pair.upstream.admin(listRuns, { query: { policy: policyId } });
  expect(items).toHaveLength(SLOTS);
  expect(new Set(items.map(({ status }) => status))).toEqual(new Set(["success"]));
  const { items: slots } = await pair.upstream.admin(listSlots, { query: { policy: policyId } });
  expect(slots.map(({ outcome }) => outcome)).toEqual(slots.map(() => "done"));
  const [agent] = (await pair.upstream.admin(listAgents, { query: {} })).items;
  expect(agent).toMatchObject({ protection: "protected" });
});

test("a backup that a person starts here is told there", async () => {
  await follow();
  await pair.follower.admin(createTask, { body: { kind: "backup", policyId } });
  await backUp("by hand");
  await pair.live(...SOON);
  await pair.live(...SOON);

  expect(await logsOf(pair.upstream)).toEqual(["by hand"]);
});

test.each(["reply lost", "twice"] as const)(
  "with every %s nothing is lost and nothing doubled",
  async (weather) => {
    await follow();
    pair.link.weather = "cut";
    await pair.live(...TO_FIRST, ...TO_COVER);
    await backUp("covered");
    await pair.live(...SOON);
    for (let turn = 0; turn < 8; turn += 1) {
      pair.link.weather = turn % 2 === 0 ? weather : "fine";
      await pair.live(20_000);
      await pair.restartFollower(turn % 3 === 0 ? "kill" : "stop");
    }
    pair.link.weather = "fine";
    await pair.live(...SOON);

    expect(await logsOf(pair.upstream)).toEqual(["covered"]);
    expect(await slotsOf(pair.upstream)).toMatchObject([{ outcome: "done" }]);
  },
);

test("an orchestrator that forgot the machine, being set up again, gets it back; until somebody there says yes it goes on as before", async () => {
  await follow();
  await pair.upstream.forget(agentId);
  await pair.follower.round();
  await pair.follower.round();

  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({ state: "pending" });
  const [back] = (await pair.upstream.admin(listAgents, { query: {} })).items;
  expect(back).toMatchObject({ id: agentId, status: "pending" });
  await pair.live(...TO_FIRST, ...TO_COVER);
  await backUp("meanwhile");
  expect(await slotsOf(pair.follower)).toMatchObject([{ outcome: "done" }]);

  await pair.upstream.admin(approveAgent, { params: { id: agentId }, body: {} });
  await pair.live(...SOON);
  expect(await pair.follower.admin(getUpstream, {})).toMatchObject({ state: "connected" });
});
