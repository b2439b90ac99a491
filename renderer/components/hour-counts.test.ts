import { expect, test } from "vitest";
import { busiest, hourCounts } from "./hour-counts.ts";

const now = Date.parse("2026-11-24T18:20:00Z");

test("runs are counted by the hour they fall into, and what lies beyond is left out", () => {
  const runs = [
    "2026-11-24T18:40:00Z",
    "2026-11-24T20:00:00Z",
    "2026-11-24T20:59:59Z",
    "2026-11-25T09:00:00Z",
  ];

  const hours = hourCounts(runs, now, 4);

  expect(hours.map((hour) => hour.count)).toEqual([1, 0, 2, 0]);
  expect(busiest(hours)).toEqual({ at: Date.parse("2026-11-24T20:00:00Z"), count: 2 });
});

test("without any run no hour is the busiest", () => {
  expect(busiest(hourCounts([], now, 4))).toBeUndefined();
});
