import { expect, test } from "vitest";
import { changeRhythm } from "./change-rhythm.ts";

test("a schedule in fields becomes the expression that says the same, and comes back", () => {
  const weekly = { kind: "weekly", time: "18:30", days: [1, 3] } as const;

  const cron = changeRhythm({ ...weekly, days: [...weekly.days] }, "cron");

  expect(cron).toEqual({ kind: "cron", cron: "30 18 * * 1,3" });
  expect(changeRhythm(cron, "weekly")).toEqual(weekly);
});

test("an expression that no fields can say gives way to the usual beginning", () => {
  expect(changeRhythm({ kind: "cron", cron: "*/7 3 1 * *" }, "daily")).toEqual({
    kind: "daily",
    time: "20:00",
  });
});

test("the time of day stays when days are added", () => {
  expect(changeRhythm({ kind: "daily", time: "07:45" }, "weekly")).toMatchObject({ time: "07:45" });
});
