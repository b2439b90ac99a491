import { expect, test } from "vitest";
import { pauseEnd } from "./pause-end.ts";

const now = new Date(2026, 10, 24, 12, 0, 30);
const local = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();

test("a pause without an end has none", () => {
  expect(pauseEnd({}, now)).toBeUndefined();
});

test("a period counts from now", () => {
  expect(pauseEnd({ for: "2h" }, now)).toBe(new Date(now.getTime() + 7_200_000).toISOString());
  expect(() => pauseEnd({ for: "soon" }, now)).toThrow(/30m, 2h or 1d/);
});

test("a time of day is the next one by the clock of this computer", () => {
  expect(pauseEnd({ until: "18:30" }, now)).toBe(local(24, 18, 30));
  expect(pauseEnd({ until: "8:00" }, now)).toBe(local(25, 8));
});

test("a date and time is taken as it is, anything else is refused", () => {
  expect(pauseEnd({ until: "2026-11-26T08:00" }, now)).toBe(local(26, 8));
  expect(pauseEnd({ until: "2026-11-26T08:00:00Z" }, now)).toBe("2026-11-26T08:00:00.000Z");
  expect(() => pauseEnd({ until: "tomorrow" }, now)).toThrow(/is no time/);
});
