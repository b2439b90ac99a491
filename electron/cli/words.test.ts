import { expect, test } from "vitest";
import { amount, duration, size } from "./words.ts";

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

test("one is not many", () => {
  expect(amount(1, "file")).toBe("1 file");
  expect(amount(1_200, "file")).toBe("1,200 files");
});
