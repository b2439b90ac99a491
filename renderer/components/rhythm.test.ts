import { expect, test } from "vitest";
import { readRhythm, writeRhythm } from "./rhythm.ts";

test.each([
  [{ cron: "5 * * * *" }, { kind: "hourly", minute: 5 }],
  [{ cron: "30 2 * * *" }, { kind: "daily", time: "02:30" }],
  [{ cron: "0 20 * * 1,2,3,4,5" }, { kind: "weekly", time: "20:00", days: [1, 2, 3, 4, 5] }],
  [{ cron: "0 */6 * * *" }, { kind: "cron", cron: "0 */6 * * *" }],
  [{ every: "6h" }, { kind: "every", every: "6h" }],
  [undefined, { kind: "by-hand" }],
])("%o is read as people say it, and written back the same", (schedule, rhythm) => {
  const read = readRhythm(schedule);

  expect(read).toEqual(rhythm);
  expect(writeRhythm(read)).toEqual(schedule);
});

test("a range of days and both Sundays are understood", () => {
  const read = readRhythm({ cron: "0 9 * * 5-7,0" });

  expect(read).toEqual({ kind: "weekly", time: "09:00", days: [0, 5, 6] });
});

test("a month or a day of the month stays a cron expression", () => {
  const read = readRhythm({ cron: "0 9 1 * *" });

  expect(read.kind).toBe("cron");
});

test("a period in seconds is shown with its unit", () => {
  const read = readRhythm({ every: 900 });

  expect(read).toEqual({ kind: "every", every: "900s" });
});
