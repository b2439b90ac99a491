import { expect, test } from "vitest";
import { previewSchedule as endpoint } from "#contract/schedule";
import { preview } from "./preview.ts";

const from = new Date("2026-11-23T12:00:00Z");
const warningsOf = (cron: string, zone = "Europe/Berlin") => preview({ cron }, zone, from, 1).warnings;

test("a preview has the words and the next runs in the zone, in the shape of the contract", () => {
  const found = preview({ cron: "0 20 * * *" }, "Europe/Berlin", from, 2);

  expect(found).toEqual({
    words: "At 20:00",
    nextRuns: [
      { at: "2026-11-23T19:00:00.000Z", local: "2026-11-23 20:00" },
      { at: "2026-11-24T19:00:00.000Z", local: "2026-11-24 20:00" },
    ],
    warnings: [],
  });
  expect(endpoint.reply.parse({ timeZone: "Europe/Berlin", ...found })).toMatchObject(found);
});

test("a time that a clock change skips or repeats is named with its date", () => {
  expect(warningsOf("30 2 * * *")).toEqual([
    {
      code: "nonexistent-time",
      message: "02:30 does not exist on 28 March 2027, when the clocks go forward: it runs at 03:00 instead.",
    },
    {
      code: "repeated-time",
      message: "02:30 comes twice on 31 October 2027, when the clocks go back: it runs the first time only.",
    },
  ]);
});

test("clock changes are no matter for other hours, for every hour, or where clocks do not change", () => {
  expect(warningsOf("30 12 * * *")).toEqual([]);
  expect(warningsOf("30 * * * *")).toEqual([]);
  expect(warningsOf("30 2 * * *", "Asia/Kathmandu")).toEqual([]);
});

test("day of month together with day of week is pointed out", () => {
  expect(warningsOf("0 12 13 * 5").map((warning) => warning.code)).toEqual(["day-and-weekday"]);
});

test("a schedule that never runs says so and shows no runs", () => {
  const found = preview({ cron: "0 0 31 2 *" }, "UTC", from, 5);

  expect(found.nextRuns).toEqual([]);
  expect(found.warnings.map((warning) => warning.code)).toEqual(["never"]);
});

test("a period has runs and no warnings", () => {
  const found = preview({ every: "6h" }, "Asia/Kathmandu", from, 1);

  expect(found).toEqual({
    words: "Every 6 hours",
    nextRuns: [{ at: "2026-11-23T18:00:00.000Z", local: "2026-11-23 23:45" }],
    warnings: [],
  });
});
