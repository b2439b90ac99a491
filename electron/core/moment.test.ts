import { expect, test } from "vitest";
import { moment } from "./moment.ts";

test("days near today have names, others a date", () => {
  const now = new Date(2026, 10, 24, 0, 5);
  const at = (day: number, hour: number) => moment(new Date(2026, 10, day, hour, 2).toISOString(), now);

  expect(at(24, 14)).toBe("today 14:02");
  expect(at(23, 23)).toBe("yesterday 23:02");
  expect(at(25, 1)).toBe("tomorrow 01:02");
  expect(at(3, 9)).toBe("2026-11-03 09:02");
  expect(moment(null, now)).toBe("never");
});
