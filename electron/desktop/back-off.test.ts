import { expect, test } from "vitest";
import { restartDelayMs } from "./back-off.ts";

test("the wait doubles from a second and stays at a minute", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(restartDelayMs)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
  ]);
});
