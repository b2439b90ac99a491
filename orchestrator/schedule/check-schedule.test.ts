import { expect, test } from "vitest";
import { checkSchedule } from "./check-schedule.ts";

const messageOf = (cron: string) => checkSchedule({ cron })?.message;

test.each([
  "0 20 * * *",
  "*/15 8-18 * * mon-fri",
  "0 0 29 2 *",
  "5,35 */2 1-7 jan,jul 0",
  "0 3 L * *",
  "0 3 * * sun#1",
  "0 0 31 2 5",
])("%s can be read and will run", (cron) => {
  expect(checkSchedule({ cron })).toBeUndefined();
});

test.each([
  ["60 * * * *", "The minute field has 60; use 0 to 59."],
  ["0 24 * * *", "The hour field has 24; use 0 to 23."],
  ["0 0 0 * *", "The day of month field has 0; use 1 to 31."],
  ["0 0 * 13 *", "The month field has 13; use 1 to 12."],
  ["0 0 * * 8", "The day of week field has 8; use 0 to 7."],
  ["0 22-2 * * *", "The hour field has the range 22-2, which runs backwards; write 22-23,0-2."],
  ["1,,2 * * * *", 'The minute field has an empty place in its list "1,,2".'],
  ["5/5 * * * *", 'The minute field has the step "5/5"; write */5 or 0-59/5 with a step from 1 to 59.'],
  ["*/0 * * * *", 'The minute field has the step "*/0"; write */5 or 0-59/5 with a step from 1 to 59.'],
  [
    "0 noon * * *",
    'The hour field has "noon", which is not understood; use 0 to 23, *, lists, ranges and steps.',
  ],
])("%s is refused with the field and what is wrong", (cron, message) => {
  expect(checkSchedule({ cron })).toEqual({ code: "not-readable", message });
});

test("signs whose meaning differs between programs are refused", () => {
  expect(messageOf("0 0 ? * *")).toContain("day of month");
  expect(messageOf("0 0 13 * +5")).toContain("day of week");
});

test("a wrong number of fields is refused", () => {
  expect(messageOf("0 0 0 * * *")).toContain("five fields");
});

test("a day that is in no year is found", () => {
  expect(checkSchedule({ cron: "0 0 31 2 *" })?.code).toBe("never");
  expect(checkSchedule({ cron: "0 0 31 4,6,9,11 *" })?.code).toBe("never");
});

test("a period needs no further check", () => {
  expect(checkSchedule({ every: "6h" })).toBeUndefined();
});
