import { expect, test } from "vitest";
import { remainingText } from "./remaining.ts";

const progress = { phase: "backup", filesDone: 1, bytesDone: 1, errorCount: 0 };

test("nothing is guessed at the very start", () => {
  const text = remainingText({ ...progress, percentDone: 0.01, secondsRemaining: 9_000 }, 3);

  expect(text).toBeUndefined();
});

test("nothing is said where restic does not know", () => {
  const text = remainingText({ ...progress, percentDone: 0.5 }, 60);

  expect(text).toBeUndefined();
});

test.each([
  [20, "a few seconds left"],
  [70, "about a minute left"],
  [360, "about 6 min left"],
  [1_990, "about 35 min left"],
  [6_000, "about 1.5 h left"],
  [260_000, "about 3 days left"],
])("%d seconds read %s", (secondsRemaining, expected) => {
  const text = remainingText({ ...progress, percentDone: 0.5, secondsRemaining }, 60);

  expect(text).toBe(expected);
});
