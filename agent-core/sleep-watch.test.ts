import { expect, onTestFinished, test } from "vitest";
import { createSleepWatch } from "./sleep-watch.ts";
import { silentLog } from "./testing/silent-log.ts";

function watch() {
  const clock = { wall: Date.parse("2026-11-24T12:00:00Z"), mono: 0 };
  const seen = createSleepWatch({
    now: () => new Date(clock.wall),
    monotonicMs: () => clock.mono,
    log: silentLog,
  });
  onTestFinished(seen.stop);
  let wakings = 0;
  seen.onWake(() => wakings++);
  const pass = (wallMs: number, monoMs = wallMs) => {
    clock.wall += wallMs;
    clock.mono += monoMs;
    seen.look();
  };
  return { pass, wakings: () => wakings, awakeMs: seen.awakeMs };
}

test("time that passes on both clocks, and a clock that is set back, are no sleep", () => {
  const { pass, wakings, awakeMs } = watch();

  for (const ms of [5_000, 5_000, 40_000, -3_600_000, 5_000]) pass(ms, 5_000);

  expect(wakings()).toBe(0);
  expect(awakeMs()).toBe(Number.POSITIVE_INFINITY);
});

test("a sleep is noticed once, and how long ago it ended is known", () => {
  const { pass, wakings, awakeMs } = watch();

  pass(8 * 3_600_000, 5_000);
  pass(5_000);
  pass(5_000);

  expect(wakings()).toBe(1);
  expect(awakeMs()).toBe(10_000);
});

test("a sleep is noticed too where the monotonic clock goes on", () => {
  const { pass, wakings } = watch();

  pass(600_000, 600_000);

  expect(wakings()).toBe(1);
});
