import { expect, test } from "vitest";
import type { DeletionGuard, PruneOfPolicy } from "#contract/maintenance";
import { refusePlan, spareNewest } from "./deletion-guard.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const guard: DeletionGuard = {
  confirmed: false,
  mostRemovedShare: 0.3,
  fewestLeft: 3,
  youngSeconds: 0,
  retentionSettlesAfterSeconds: 86_400,
  mostClockOffsetMs: 300_000,
};
const policy: PruneOfPolicy = {
  policyId: "019ab000-0000-7000-8000-000000000001",
  policyName: "Documents",
  retention: { keepDaily: 7 },
  hosts: [],
};

/** Snapshots of days that go back from today; the first is the newest. */
const days = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${from + index}`.padStart(64, "0"),
    time: new Date(NOW.getTime() - (from + index) * 86_400_000).toISOString(),
    hostname: "desk",
    paths: [],
    reasons: [],
  }));

function refusal(
  kept: number,
  removed: number,
  change: { guard?: Partial<DeletionGuard>; policy?: Partial<PruneOfPolicy>; keptBefore?: number } = {},
) {
  const host = { host: "desk", ...(change.keptBefore !== undefined && { keptBefore: change.keptBefore }) };
  const plan = { keep: days(0, kept), remove: days(kept, removed) };
  return refusePlan({ ...policy, ...change.policy }, host, plan, { ...guard, ...change.guard }, NOW);
}

test("a small plan goes through, and one that removes nothing always", () => {
  expect(refusal(7, 3)).toBeUndefined();
  expect(refusal(1, 0, { guard: { clockOffsetMs: 900_000 } })).toBeUndefined();
});

test("a first plan that removes more than 30 % waits for a person", () => {
  expect(refusal(6, 4)).toMatch("more than 30 % of its history");
  expect(refusal(6, 4, { guard: { confirmed: true } })).toBeUndefined();
});

test("after a complete prune the share counts against what that one left", () => {
  expect(refusal(7, 24, { keptBefore: 7 })).toBeUndefined();
  expect(refusal(4, 3, { keptBefore: 7 })).toMatch("more than 30 %");
});

test("fewer than three are left only where the policy asks for fewer", () => {
  expect(refusal(2, 1, { keptBefore: 2 })).toMatch("leave fewer than 3");
  expect(refusal(2, 1, { keptBefore: 2, policy: { retention: { keepLast: 2 } } })).toBeUndefined();
});

test("by schedule the last two days are thinned freely, and never down to less than three", () => {
  const scheduled = { youngSeconds: 172_800 };
  const hours = (from: number, count: number) =>
    days(from, count).map((one, index) => ({
      ...one,
      time: new Date(NOW.getTime() - (from + index) * 3_600_000).toISOString(),
    }));
  const young = { keep: hours(0, 1), remove: hours(1, 14) };
  const spared = spareNewest(policy, young, { ...guard, ...scheduled });

  expect(refusal(6, 4, { guard: scheduled })).toMatch("more than 30 %");
  expect(spared.keep.map(({ id }) => Number(id))).toEqual([0, 1, 2]);
  expect(refusePlan(policy, { host: "desk" }, spared, { ...guard, ...scheduled }, NOW)).toBeUndefined();
  expect(spareNewest(policy, young, guard)).toBe(young);
});

test("a change of what is kept settles for a day", () => {
  const changed = { retentionChangedAt: "2026-11-24T09:00:00.000Z" };

  expect(refusal(9, 1, { policy: changed })).toMatch("changed less than 24 hours ago");
  expect(refusal(9, 1, { policy: changed, guard: { confirmed: true } })).toBeUndefined();
  expect(refusal(9, 1, { policy: { retentionChangedAt: "2026-11-23T09:00:00.000Z" } })).toBeUndefined();
});

test("with a wrong clock nothing is removed, whoever confirms", () => {
  expect(refusal(9, 1, { guard: { clockOffsetMs: -400_000, confirmed: true } })).toMatch("clock is wrong");
});

test("the newest snapshot is never removed, whoever confirms", () => {
  const confirmed = { ...guard, confirmed: true };
  const pushedOut = { keep: days(1, 9), remove: days(0, 1) };
  const all = { keep: [], remove: days(0, 5) };
  const newest = { host: "desk", newestSnapshotId: days(9, 1)[0]?.id ?? "" };

  expect(refusePlan(policy, { host: "desk" }, pushedOut, confirmed, NOW)).toMatch("the newest one");
  expect(refusePlan(policy, { host: "desk" }, all, confirmed, NOW)).toMatch("the newest one");
  expect(refusePlan(policy, newest, { keep: days(0, 9), remove: days(9, 1) }, confirmed, NOW)).toMatch(
    "the newest one",
  );
});
