import { expect, test } from "vitest";
import { waitsForWindow } from "./start-windows.ts";

const weekdays = [1, 2, 3, 4, 5];
const night = { days: weekdays, from: "22:00", to: "06:00" };
/** 24 November 2026 is a Tuesday; Berlin is an hour ahead of UTC. */
const at = (utc: string) => new Date(`2026-11-${utc}:00.000Z`);

test("without windows nothing waits", () => {
  expect(waitsForWindow([], "Europe/Berlin", at("24T12:00"))).toBeUndefined();
});

test("a window is open from its first minute to before its last, by the clock of the zone", () => {
  const noon = [{ days: [2], from: "12:00", to: "13:00" }];

  expect(waitsForWindow(noon, "Europe/Berlin", at("24T10:59"))).toBe("12:00");
  expect(waitsForWindow(noon, "Europe/Berlin", at("24T11:00"))).toBeUndefined();
  expect(waitsForWindow(noon, "Europe/Berlin", at("24T11:59"))).toBeUndefined();
  expect(waitsForWindow(noon, "Europe/Berlin", at("24T12:00"))).toBe("Tuesday 12:00");
});

test("a window over midnight belongs to the day on which it begins", () => {
  expect(waitsForWindow([night], "UTC", at("24T23:30"))).toBeUndefined();
  expect(waitsForWindow([night], "UTC", at("28T05:59"))).toBeUndefined();
  expect(waitsForWindow([night], "UTC", at("28T06:00"))).toBe("Monday 22:00");
  expect(waitsForWindow([night], "UTC", at("30T05:00"))).toBe("22:00");
});

test("of several windows the nearest is named", () => {
  const windows = [{ days: [0, 6], from: "08:00", to: "20:00" }, night];

  expect(waitsForWindow(windows, "UTC", at("27T12:00"))).toBe("22:00");
  expect(waitsForWindow(windows, "UTC", at("28T07:00"))).toBe("08:00");
});
