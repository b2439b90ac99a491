import { expect, test } from "vitest";
import { densityOf, mostCrowded } from "./week-density.ts";

const local = (day: number, hour: number) => new Date(2026, 10, day, hour, 15).toISOString();
const now = new Date(2026, 10, 24, 18).getTime();

test("runs are counted by the day and hour of the clock on the wall", () => {
  const days = densityOf([local(24, 20), local(25, 2), local(25, 2), local(30, 2)], now, 3);

  expect(days).toHaveLength(3);
  expect(days[0]?.hours[20]).toBe(1);
  expect(days[1]?.hours[2]).toBe(2);
  expect(mostCrowded(days)).toMatchObject({ hour: 2, count: 2 });
});

test("what lies beyond the days shown is not counted", () => {
  expect(mostCrowded(densityOf([local(29, 3)], now, 2))).toBeUndefined();
});
