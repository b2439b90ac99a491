import { expect, test } from "vitest";
import { decideSlots } from "./decide-slots.ts";

const NOW = Date.parse("2026-11-24T12:00:00.000Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const slotAt = (lateMs: number) => ({ key: `late-${lateMs}`, at: new Date(NOW - lateMs).toISOString() });

type More = { catchUp?: boolean; gapMs?: number; jitterMs?: number; nextInMs?: number };

/** Slots that are so late, the oldest first. */
function decide(lateMs: number[], { nextInMs, ...more }: More = {}) {
  return decideSlots({
    slots: lateMs.map(slotAt),
    now: new Date(NOW),
    jitterMs: 0,
    catchUp: true,
    gapMs: DAY_MS,
    nextDueAt: nextInMs === undefined ? undefined : new Date(NOW + nextInMs),
    absence: "The computer was asleep.",
    ...more,
  });
}

const outcomes = (...given: Parameters<typeof decide>) =>
  decide(...given).map((one) => (one.outcome === "run" ? one.origin : one.outcome));

test("nothing that has passed makes nothing", () => {
  expect(decide([])).toEqual([]);
});

test("a slot runs on time up to a minute late, its jitter not counted", () => {
  expect(decide([MINUTE_MS])).toEqual([
    { slot: slotAt(MINUTE_MS), outcome: "run", origin: "schedule", reason: null },
  ]);
  expect(outcomes([MINUTE_MS + 1])).toEqual(["catch-up"]);
  expect(outcomes([10 * MINUTE_MS], { jitterMs: 9 * MINUTE_MS })).toEqual(["schedule"]);
  expect(outcomes([MINUTE_MS], { catchUp: false })).toEqual(["schedule"]);
});

test("one run catches up for all, and each of the others says so", () => {
  expect(decide([2 * DAY_MS, DAY_MS, HOUR_MS])).toEqual([
    ...[2 * DAY_MS, DAY_MS].map((lateMs) => ({
      slot: slotAt(lateMs),
      outcome: "skipped",
      reason: "The computer was asleep. One later run covers it.",
    })),
    {
      slot: slotAt(HOUR_MS),
      outcome: "run",
      origin: "catch-up",
      reason: "The computer was asleep. Caught up afterwards.",
    },
  ]);
  expect(outcomes([DAY_MS, 0])).toEqual(["skipped", "catch-up"]);
});

test("a policy that does not catch up misses what was late", () => {
  expect(decide([DAY_MS, HOUR_MS], { catchUp: false })).toEqual(
    [DAY_MS, HOUR_MS].map((lateMs) => ({
      slot: slotAt(lateMs),
      outcome: "missed",
      reason: "The computer was asleep. Its policy does not catch up.",
    })),
  );
});

test("nothing is caught up after seven days", () => {
  expect(outcomes([7 * DAY_MS])).toEqual(["catch-up"]);
  expect(decide([7 * DAY_MS + 1])).toMatchObject([
    { outcome: "missed", reason: "The computer was asleep. More than seven days have passed." },
  ]);
});

test("nothing is caught up when the next run is nearer than half an hour, or than half the gap", () => {
  expect(decide([HOUR_MS], { nextInMs: 30 * MINUTE_MS - 1 })).toMatchObject([
    { outcome: "missed", reason: "The computer was asleep. The next run is near." },
  ]);
  expect(outcomes([HOUR_MS], { nextInMs: 30 * MINUTE_MS })).toEqual(["catch-up"]);
  expect(outcomes([HOUR_MS], { gapMs: 20 * MINUTE_MS, nextInMs: 10 * MINUTE_MS })).toEqual(["catch-up"]);
  expect(outcomes([HOUR_MS], { gapMs: 20 * MINUTE_MS, nextInMs: 10 * MINUTE_MS - 1 })).toEqual(["missed"]);
});
