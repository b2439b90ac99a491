import { expect, test } from "vitest";
import { progress } from "./outcome.ts";
import { instant } from "./values.ts";

test("an instant is kept with milliseconds, however many digits it came with, so that texts compare as times do", () => {
  expect(instant.parse("2026-11-24T12:00:00Z")).toBe("2026-11-24T12:00:00.000Z");
  expect(instant.parse("2026-11-24T12:00:00.123456Z")).toBe("2026-11-24T12:00:00.123Z");
  expect(instant.safeParse("2026-02-30T12:00:00Z").success).toBe(false);
  expect(instant.safeParse("yesterday").success).toBe(false);
});

test("progress in percent means the same as a share of one", () => {
  const told = { phase: "saving", filesDone: 1, bytesDone: 1, errorCount: 0 };

  expect(progress.parse({ ...told, percentDone: 40 }).percentDone).toBe(0.4);
  expect(progress.parse({ ...told, percentDone: 0.4 }).percentDone).toBe(0.4);
  expect(progress.safeParse({ ...told, percentDone: 101 }).success).toBe(false);
});
