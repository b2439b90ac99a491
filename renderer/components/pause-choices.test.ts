import { expect, test } from "vitest";
import { pauseChoices } from "./pause-choices.ts";

test("tomorrow morning is eight o'clock on this clock, also at the end of a month", () => {
  const until = pauseChoices()[1]?.until(new Date(2026, 10, 30, 23, 50)) ?? "";

  const shown = new Date(until);
  expect([shown.getMonth(), shown.getDate(), shown.getHours(), shown.getMinutes()]).toEqual([11, 1, 8, 0]);
});

test("the last choice has no end", () => {
  expect(pauseChoices().at(-1)?.until(new Date())).toBeUndefined();
});
