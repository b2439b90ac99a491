import { expect, test } from "vitest";
import { longestGapSeconds } from "./gap.ts";

const HOUR = 3_600;
const monday = new Date("2026-11-23T12:00:00Z");

test("the longest gap is the weekend of a schedule for working days", () => {
  expect(longestGapSeconds({ cron: "0 20 * * 1-5" }, "Europe/Berlin", monday)).toBe(72 * HOUR);
});

test("the gap of a daily schedule is a day, with one hour more when the clocks go back among its runs", () => {
  const october = new Date("2026-10-20T12:00:00Z");

  expect(longestGapSeconds({ cron: "0 20 * * *" }, "Europe/Berlin", monday)).toBe(24 * HOUR);
  expect(longestGapSeconds({ cron: "0 20 * * *" }, "Europe/Berlin", october)).toBe(25 * HOUR);
});

test("the gap of a period is the period, and a schedule that never runs has none", () => {
  expect(longestGapSeconds({ every: "6h" }, "UTC", monday)).toBe(6 * HOUR);
  expect(longestGapSeconds({ cron: "0 0 31 2 *" }, "UTC", monday)).toBe(0);
});
