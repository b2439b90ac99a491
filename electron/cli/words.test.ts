import { expect, test } from "vitest";
import { amount, duration, moment, size } from "./words.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KiB"],
  [123 * 1024 ** 3, "123 GiB"],
  [null, "-"],
])("%s bytes read %s", (bytes, text) => {
  expect(size(bytes)).toBe(text);
});

test.each([
  [4.4, "4 s"],
  [90, "2 min"],
  [3 * 3600 + 300, "3 h 5 min"],
  [3 * 86_400, "3 days"],
])("%s seconds read %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test("days near today have names, others a date", () => {
  const now = new Date(2026, 10, 24, 0, 5);
  const at = (day: number, hour: number) => moment(new Date(2026, 10, day, hour, 2).toISOString(), now);

  expect(at(24, 14)).toBe("today 14:02");
  expect(at(23, 23)).toBe("yesterday 23:02");
  expect(at(25, 1)).toBe("tomorrow 01:02");
  expect(at(3, 9)).toBe("2026-11-03 09:02");
  expect(moment(null, now)).toBe("never");
});

test("one is not many", () => {
  expect(amount(1, "file")).toBe("1 file");
  expect(amount(1_200, "file")).toBe("1,200 files");
});
