import { expect, test } from "vitest";
import type { HistoryDay } from "#contract/history";
import { daysSummary, dayText } from "./day-words.ts";

const day = (changes: Partial<HistoryDay>): HistoryDay => ({
  date: "2026-11-24",
  outcome: "none",
  runs: 0,
  warnings: 0,
  failures: 0,
  missed: 0,
  skipped: 0,
  ...changes,
});

test("a day says how many backups there were and what was wrong", () => {
  const words = dayText(day({ outcome: "failure", runs: 3, failures: 1, missed: 1 }), "en-GB");

  expect(words).toBe("24 Nov: 3 backups, 1 failed, 1 missed");
});

test("a day without anything due says so", () => {
  expect(dayText(day({}), "en-GB")).toBe("24 Nov: nothing was due");
});

test("the summary counts days, not backups", () => {
  const days = [
    day({ outcome: "success", runs: 24 }),
    day({ outcome: "success", runs: 24 }),
    day({ outcome: "missed", missed: 1 }),
    day({}),
  ];

  expect(daysSummary(days)).toBe("2 clean, 1 missed");
});
