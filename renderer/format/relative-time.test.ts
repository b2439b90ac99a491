import { expect, test } from "vitest";
import { exactTime, relativeTime } from "./relative-time.ts";

const now = Date.parse("2026-11-24T12:00:00.000Z");
const told = (instant: string) => relativeTime(instant, now, "en-GB", "Europe/Berlin");

test.each([
  ["2026-11-24T11:59:40.000Z", "just now"],
  ["2026-11-24T12:00:20.000Z", "in less than a minute"],
  ["2026-11-24T11:57:00.000Z", "3 min ago"],
  ["2026-11-24T11:00:10.000Z", "59 min ago"],
  ["2026-11-24T10:10:00.000Z", "1 h ago"],
  ["2026-11-24T14:00:00.000Z", "in 2 h"],
  ["2026-11-24T03:00:00.000Z", "today 04:00"],
  ["2026-11-23T17:02:00.000Z", "yesterday 18:02"],
  ["2026-11-25T19:00:00.000Z", "tomorrow 20:00"],
  ["2026-11-20T17:02:00.000Z", "Fri 18:02"],
  ["2026-11-01T17:02:00.000Z", "1 Nov 2026"],
])("%s reads %s", (instant, text) => {
  const shown = told(instant);

  expect(shown).toBe(text);
});

test("an evening in Berlin that is still the same day in UTC counts as yesterday by the wall calendar", () => {
  const shown = relativeTime(
    "2026-11-24T22:30:00.000Z",
    Date.parse("2026-11-24T23:40:00.000Z"),
    "en-GB",
    "Europe/Berlin",
  );

  expect(shown).toBe("yesterday 23:30");
});

test("the exact time names its zone", () => {
  const shown = exactTime("2026-11-24T11:59:40.000Z", "en-GB", "Europe/Berlin");

  expect(shown).toContain("12:59:40");
  expect(shown).toContain("CET");
});
