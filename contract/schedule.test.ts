import { expect, test } from "vitest";
import { periodSeconds, schedule } from "./schedule.ts";

test("a period reads the same as text and as seconds", () => {
  expect(periodSeconds("15m")).toBe(900);
  expect(periodSeconds(900)).toBe(900);
  expect(periodSeconds("1w")).toBe(7 * 86_400);
});

test("a period as ISO 8601 writes it is kept in our words, and months are not taken for minutes", () => {
  expect(schedule.parse({ every: "PT6H" })).toMatchObject({ every: "6h" });
  expect(schedule.parse({ every: "P1D" })).toMatchObject({ every: "1d" });
  expect(schedule.safeParse({ every: "P1M" }).success).toBe(false);
});

test("a schedule names either a cron expression or a period, never both and never none", () => {
  expect(schedule.safeParse({ cron: "0 20 * * *" }).success).toBe(true);
  expect(schedule.safeParse({ every: "1h" }).success).toBe(true);
  expect(schedule.safeParse({}).success).toBe(false);
  expect(schedule.safeParse({ cron: "0 20 * * *", every: "1h" }).success).toBe(false);
});

test("a period shorter than a minute is refused", () => {
  expect(schedule.safeParse({ every: "59s" }).success).toBe(false);
  expect(schedule.safeParse({ every: "60s" }).success).toBe(true);
});

test("an unknown time zone is refused", () => {
  expect(schedule.safeParse({ every: "1h", timeZone: "Mars/Olympus" }).success).toBe(false);
});
