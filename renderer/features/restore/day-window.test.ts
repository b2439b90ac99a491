import { expect, test } from "vitest";
import { DAYS_SHOWN, dayWindow, shiftDay } from "./day-window.ts";

test("the window ends at its last day and shows the days without a snapshot too", () => {
  const repositoryId = "0193c0de-0000-7000-8000-000000000001";
  const known = { day: "2026-11-22", count: 3, newestId: "abc", repositoryId };

  const shown = dayWindow([known], "2026-11-23");

  expect(shown).toHaveLength(DAYS_SHOWN);
  expect(shown.slice(-2)).toEqual([
    { day: "2026-11-22", snapshots: known },
    { day: "2026-11-23", snapshots: undefined },
  ]);
});

test("a shift goes over months, years and clock changes", () => {
  expect(shiftDay("2027-03-01", -1)).toBe("2027-02-28");
  expect(shiftDay("2026-12-31", 1)).toBe("2027-01-01");
  expect(shiftDay("2026-10-25", 1)).toBe("2026-10-26");
});
