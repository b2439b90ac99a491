import { expect, test } from "vitest";
import { scheduleWords } from "./words.ts";

test.each([
  [{ cron: "0 20 * * *" }, "At 20:00"],
  [{ cron: "0 20 * * 1-5" }, "At 20:00, Monday through Friday"],
  [{ cron: "*/15 * * * *" }, "Every 15 minutes"],
  [{ every: "6h" }, "Every 6 hours"],
  [{ every: "1h" }, "Every hour"],
  [{ every: "14d" }, "Every 2 weeks"],
  [{ every: 5_400 }, "Every 90 minutes"],
  [{ every: 61 }, "Every 61 seconds"],
])("%o reads as %s", (rhythm, words) => {
  expect(scheduleWords(rhythm)).toBe(words);
});
