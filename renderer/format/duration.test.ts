import { expect, test } from "vitest";
import { formatDuration, secondsBetween } from "./duration.ts";

test.each([
  [0.4, "0 s"],
  [59, "59 s"],
  [131, "2 min 11 s"],
  [3_900, "1 h 05 min"],
  [273_600, "3 d 4 h"],
])("%d seconds read %s", (seconds, text) => {
  const shown = formatDuration(seconds);

  expect(shown).toBe(text);
});

test("a clock that was set back gives no negative duration", () => {
  const seconds = secondsBetween("2026-11-24T10:00:05.000Z", "2026-11-24T10:00:00.000Z");

  expect(seconds).toBe(0);
});
