import { expect, test } from "vitest";
import { type ProtectionFacts, protectionOf } from "./protection.ts";

const DAILY = { cron: "0 20 * * *" };
/** Due again on 24 November 20:00; late from 22:24, after a tenth of the day between two runs. */
const facts: ProtectionFacts = {
  schedule: DAILY,
  zone: "UTC",
  profile: "desktop",
  lastGoodAt: "2026-11-23T20:05:00.000Z",
  assignedAt: "2026-11-01T00:00:00.000Z",
  lastOutcome: "success",
  failuresInARow: 0,
  paused: false,
  now: new Date("2026-11-24T12:00:00Z"),
};
const at = (time: string) => ({ now: new Date(time) });
const stateOf = (change: Partial<ProtectionFacts>) => protectionOf({ ...facts, ...change }).state;

test("a backup is protected until its next run and the grace after it have passed, then late", () => {
  expect(protectionOf(facts)).toEqual({
    state: "protected",
    dueAt: "2026-11-24T20:00:00.000Z",
    lateAt: "2026-11-24T22:24:00.000Z",
    redAt: "2026-11-26T20:05:00.000Z",
  });
  expect(stateOf(at("2026-11-24T22:23:59Z"))).toBe("protected");
  expect(stateOf(at("2026-11-24T22:24:00Z"))).toBe("late");
});

test("the red limit follows the profile", () => {
  const day = (profile: ProtectionFacts["profile"], now: string) => stateOf({ profile, ...at(now) });

  expect(day("server", "2026-11-25T20:04:59Z")).toBe("late");
  expect(day("server", "2026-11-25T20:05:00Z")).toBe("at-risk");
  expect(day("desktop", "2026-11-26T20:04:59Z")).toBe("late");
  expect(day("desktop", "2026-11-26T20:05:00Z")).toBe("at-risk");
  expect(day("laptop", "2026-11-30T20:04:59Z")).toBe("late");
  expect(day("laptop", "2026-11-30T20:05:00Z")).toBe("at-risk");
});

test("a schedule for working days does not alarm on Sunday", () => {
  const weekdays = { schedule: { cron: "0 20 * * 1-5" }, lastGoodAt: "2026-11-20T20:05:00.000Z" };

  expect(stateOf({ ...weekdays, ...at("2026-11-22T23:00:00Z") })).toBe("protected");
  expect(stateOf({ ...weekdays, profile: "server", ...at("2026-11-23T21:00:00Z") })).toBe("protected");
});

test("a failed attempt is not protected, and three in a row are a risk", () => {
  expect(stateOf({ lastOutcome: "failure", failuresInARow: 1 })).toBe("late");
  expect(stateOf({ lastOutcome: "failure", failuresInARow: 3 })).toBe("at-risk");
  expect(stateOf({ lastOutcome: "cancelled" })).toBe("protected");
});

test("a policy without any good backup is never, then late and at risk by the age of its assignment", () => {
  const fresh = { lastGoodAt: null, lastOutcome: null, assignedAt: "2026-11-23T12:00:00.000Z" };

  expect(stateOf({ ...fresh, ...at("2026-11-23T13:00:00Z") })).toBe("never");
  expect(stateOf({ ...fresh, ...at("2026-11-23T23:00:00Z") })).toBe("late");
  expect(stateOf({ ...fresh, ...at("2026-11-26T12:00:00Z") })).toBe("at-risk");
  expect(stateOf({ ...fresh, lastOutcome: "failure", failuresInARow: 1 })).toBe("at-risk");
});

test("a laptop is not late in its sleep, but its backup ages on the wall clock", () => {
  const slept = { asleepSeconds: 5 * 86_400, ...at("2026-11-29T12:00:00Z") };

  expect(stateOf({ profile: "laptop", ...slept })).toBe("protected");
  expect(stateOf({ profile: "desktop", ...slept })).toBe("at-risk");
  expect(stateOf({ profile: "laptop", ...slept, ...at("2026-11-30T20:05:00Z") })).toBe("at-risk");
});

test("a paused policy is paused whatever its age", () => {
  expect(stateOf({ paused: true, failuresInARow: 5, ...at("2027-11-24T12:00:00Z") })).toBe("paused");
});

test("a policy without a schedule is never due and judged by its attempts alone", () => {
  const byHand = { schedule: undefined, ...at("2027-11-24T12:00:00Z") };

  expect(protectionOf({ ...facts, ...byHand })).toEqual({
    ...{ state: "protected", dueAt: null, lateAt: null, redAt: null },
  });
  expect(stateOf({ ...byHand, lastGoodAt: null, lastOutcome: null })).toBe("never");
  expect(stateOf({ ...byHand, lastOutcome: "failure", failuresInARow: 1 })).toBe("late");
});
