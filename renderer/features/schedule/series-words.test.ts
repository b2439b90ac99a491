import { afterAll, beforeAll, expect, test } from "vitest";
import { loadWords } from "#contract/words/load-words";
import { speak } from "#contract/words/say";
import { clockWords, restWords } from "./series-words.ts";

beforeAll(() => speak({ language: "en", locale: "en-GB" }, {}));
afterAll(() => speak({ language: "en", locale: "en" }, {}));

const SUNDAY = new Date(2026, 10, 29, 17, 0);
const timesUpTo = (count: number) =>
  Array.from({ length: count }, (_, before) => new Date(SUNDAY.getTime() - (count - 1 - before) * 3_600_000))
    .map((at) => at.toISOString())
    .map((at) => ({ scheduledFor: at, first: at, last: at, machines: 1 }));

test("the rest of a series is said in words, by its rhythm where it has one", () => {
  const everySeconds = 3_600;
  const words = [
    restWords({ times: timesUpTo(48), everySeconds }),
    restWords({ times: timesUpTo(48), everySeconds: 900 }),
    restWords({ times: timesUpTo(48), everySeconds: undefined }),
    restWords({ times: timesUpTo(2), everySeconds: undefined }),
    restWords({ times: timesUpTo(1), everySeconds: undefined }),
  ];

  expect(words).toEqual([
    "then every hour, 47 more until Sunday 17:00",
    "then every 15 minutes, 47 more until Sunday 17:00",
    "and 47 more until Sunday 17:00",
    "and once more on Sunday 17:00",
    undefined,
  ]);
});

test("a time that is spread over machines is a span", () => {
  const first = SUNDAY.toISOString();
  const last = new Date(SUNDAY.getTime() + 540_000).toISOString();

  expect([clockWords({ first, last: first }), clockWords({ first, last })]).toEqual(["17:00", "17:00–17:09"]);
});

test("the rest is said in German, too", async () => {
  await loadWords({ language: "de", locale: "de-DE" });

  expect(restWords({ times: timesUpTo(48), everySeconds: 3_600 })).toBe(
    "dann jede Stunde, noch 47-mal bis Sonntag, 17:00",
  );
});
