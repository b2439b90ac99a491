import { expect, test } from "vitest";
import { decideAtRisk } from "./decide-at-risk.ts";
import { decideDigest } from "./decide-digest.ts";
import { decideRun, isDueAgain, type RunEnded } from "./decide-run.ts";
import type { Past } from "./past.ts";

const NOW = new Date("2026-11-24T12:00:00.000Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const run = (more: Partial<RunEnded> = {}): RunEnded => ({
  status: "success",
  willRetry: false,
  needsPerson: false,
  isBackupOfPolicy: true,
  hasRestored: false,
  sameRoot: undefined,
  ...more,
});
const failure = (more: Partial<RunEnded> = {}) => run({ status: "failure", needsPerson: true, ...more });
const before = (kind: Past["kind"], agoMs: number, status: Past["status"] = "told"): Past => ({
  id: `${kind} ${agoMs}`,
  at: new Date(NOW.getTime() - agoMs).toISOString(),
  kind,
  status,
});
const first = before("first-success", 90 * DAY);
const told = (past: Past[], ended: RunEnded) =>
  decideRun(past, ended, NOW).map(({ kind, tell }) => `${kind} ${tell ? "yes" : "no"}`);

test("the first success of a policy is told, once", () => {
  expect(told([], run())).toEqual(["first-success yes"]);
  expect(told([first], run())).toEqual([]);
});

test("a success of a check or prune is never told", () => {
  expect(told([], run({ isBackupOfPolicy: false }))).toEqual([]);
});

test("a restore that is done is told each time, and takes the failure before it away", () => {
  const restored = (more: Partial<RunEnded> = {}) =>
    run({ isBackupOfPolicy: false, hasRestored: true, ...more });
  const failed = before("failure", HOUR);

  expect(decideRun([failed], restored(), NOW)).toMatchObject([
    { kind: "restored", severity: "good", tell: true, replaces: failed.id },
  ]);
  expect(told([before("restored", HOUR), failed], restored({ status: "warning" }))).toEqual(["restored yes"]);
  expect(decideRun([before("restored", HOUR), failed], restored(), NOW)[0]?.replaces).toBeNull();
  expect(told([before("restored", HOUR), failed], failure({ isBackupOfPolicy: false }))).toEqual([
    "failure yes",
  ]);
});

test("a success after a failure is told once and replaces the failure", () => {
  const failed = before("failure", HOUR);

  expect(decideRun([failed, first], run(), NOW)).toMatchObject([
    { kind: "recovered", tell: true, replaces: failed.id },
  ]);
  expect(told([before("recovered", HOUR / 2), failed, first], run())).toEqual([]);
});

test("a success after a failure that nobody heard of is not told", () => {
  expect(told([before("failure", HOUR, "suppressed"), first], run())).toEqual([]);
});

test("a first success after a failure is told as one thing, and never again", () => {
  expect(told([before("failure", HOUR)], run())).toEqual(["first-success no", "recovered yes"]);
  expect(told([before("first-success", 0, "suppressed")], run())).toEqual([]);
});

test("a failure that is tried again by itself is not told until the retries are used up", () => {
  expect(told([first], failure({ willRetry: true, needsPerson: false }))).toEqual(["failure no"]);
  expect(decideRun([first], failure({ needsPerson: false }), NOW)).toMatchObject([
    { tell: true, severity: "problem", reason: "All retries are used up." },
  ]);
});

test("a failure that needs a person is told at once as critical, at the next failure, and then once a day", () => {
  const once = [before("failure", HOUR), first];
  const twice = [before("failure", HOUR), before("failure", 2 * HOUR), first];
  const yesterday = [before("failure", DAY), before("failure", DAY + HOUR), first];

  expect(decideRun([first], failure(), NOW)).toMatchObject([{ tell: true, severity: "critical" }]);
  expect(told(once, failure())).toEqual(["failure yes"]);
  expect(told(twice, failure())).toEqual(["failure no"]);
  expect(told(yesterday, failure())).toEqual(["failure yes"]);
});

test("a failure between two runs is told again a day later, but not before it failed twice", () => {
  expect(isDueAgain([before("failure", DAY), before("failure", 2 * DAY)], NOW)).toBe(true);
  expect(isDueAgain([before("failure", DAY)], NOW)).toBe(false);
  expect(
    isDueAgain([before("recovered", HOUR), before("failure", DAY), before("failure", 2 * DAY)], NOW),
  ).toBe(false);
});

test("after it has worked again, the next failure is news", () => {
  const past = [before("recovered", HOUR), before("failure", 2 * HOUR), before("failure", 3 * HOUR), first];

  expect(told(past, failure())).toEqual(["failure yes"]);
});

test("warnings are not told at first, but when the same root fails three runs, and then once a week", () => {
  const third = run({ status: "warning", sameRoot: "/home/anna/mail" });

  expect(told([first], run({ status: "warning" }))).toEqual(["warnings no"]);
  expect(told([first], third)).toEqual(["warnings yes"]);
  expect(told([before("warnings", 6 * DAY), first], third)).toEqual(["warnings no"]);
  expect(told([before("warnings", 7 * DAY), first], third)).toEqual(["warnings yes"]);
});

test("at risk is told on entering, then once in three days, and anew after it has worked", () => {
  const atRisk = (...past: Past[]) => decideAtRisk(past, NOW)?.tell;

  expect(atRisk(first)).toBe(true);
  expect(atRisk(before("at-risk", 3 * DAY - 1), first)).toBeUndefined();
  expect(atRisk(before("at-risk", 3 * DAY), first)).toBe(true);
  expect(atRisk(before("recovered", HOUR), before("at-risk", 2 * HOUR), first)).toBe(true);
});

test("a failure that was told a moment ago is not told again as at risk", () => {
  expect(decideAtRisk([before("failure", 30_000, "waiting"), first], NOW)).toMatchObject({ tell: false });
});

const digest = (past: Past[], wrong: boolean, at: string, zone = "Europe/Berlin") => {
  const decision = decideDigest(past, wrong, new Date(at), zone);
  return decision && `${decision.kind} ${decision.tell ? "yes" : "no"}`;
};
const morning = (at: string, kind: Past["kind"], status: Past["status"]): Past => ({
  id: at,
  at,
  kind,
  status,
});

test("the first look begins the count, and the report comes at eight of the zone when something is wrong", () => {
  const begun = [morning("2026-11-23T15:00:00.000Z", "all-well", "suppressed")];

  expect(digest([], true, "2026-11-23T15:00:00.000Z")).toBe("all-well no");
  expect(digest(begun, true, "2026-11-24T06:59:00.000Z")).toBeUndefined();
  expect(digest(begun, true, "2026-11-24T07:00:00.000Z")).toBe("digest yes");
  expect(digest(begun, false, "2026-11-24T07:00:00.000Z")).toBe("all-well no");
});

test("one decision a morning, also after a restart and for a machine that slept at eight", () => {
  const decided = [morning("2026-11-24T07:00:10.000Z", "all-well", "suppressed")];

  expect(digest(decided, true, "2026-11-24T22:00:00.000Z")).toBeUndefined();
  expect(digest(decided, true, "2026-11-26T13:00:00.000Z")).toBe("digest yes");
});

test("“all well” comes once a week", () => {
  const well = morning("2026-11-17T07:00:00.000Z", "all-well", "told");
  const yesterday = morning("2026-11-23T07:00:00.000Z", "all-well", "suppressed");

  expect(digest([yesterday, well], false, "2026-11-24T07:00:00.000Z")).toBe("all-well yes");
  expect(digest([well], false, "2026-11-23T07:00:00.000Z")).toBe("all-well no");
});

test("a morning of 23 or 25 hours is one morning", () => {
  const before = [morning("2026-03-28T07:00:00.000Z", "digest", "told")];

  expect(digest(before, true, "2026-03-29T05:59:59.000Z")).toBeUndefined();
  expect(digest(before, true, "2026-03-29T06:00:00.000Z")).toBe("digest yes");
});
