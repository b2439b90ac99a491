import { expect, test } from "vitest";
import { createClockOffset } from "./clock-offset.ts";

test("the offset is the median of the last five heartbeats, and unknown before the first", () => {
  const clock = createClockOffset();
  const before = clock.offsetMs();

  for (const offset of [90_000, 100, 200, 300, 400, 500])
    clock.note(new Date(1_000_000).toISOString(), 1_000_000 + offset - 20, 1_000_000 + offset + 20);

  expect(before).toBeUndefined();
  expect(clock.offsetMs()).toBe(300);
});
