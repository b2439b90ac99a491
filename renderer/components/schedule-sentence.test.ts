import { expect, test } from "vitest";
import { scheduleSentence } from "./schedule-sentence.ts";

test.each([
  [{ cron: "0 * * * *" }, "every hour"],
  [{ cron: "17 * * * *" }, "every hour at minute 17"],
  [{ cron: "30 2 * * *" }, "every day at 02:30"],
  [{ cron: "0 20 * * 1-5" }, "Monday to Friday at 20:00"],
  [{ cron: "0 20 * * 0,1,3" }, "on Monday, Wednesday, and Sunday at 20:00"],
  [{ cron: "0 */6 * * *" }, "by the cron expression 0 */6 * * *"],
  [{ cron: "30 2 * * *", timeZone: "Europe/Berlin" }, "every day at 02:30 (Europe/Berlin)"],
  [{ every: "6h", timeZone: "Europe/Berlin" }, "every 6 hours"],
  [{ every: "6h" }, "every 6 hours"],
  [{ every: "1d" }, "every day"],
  [{ every: 90 }, "every 90 seconds"],
  [undefined, "only when somebody starts it"],
])("%o reads: %s", (schedule, sentence) => {
  const words = scheduleSentence(schedule);

  expect(words).toBe(sentence);
});
