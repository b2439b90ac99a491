import { expect, test } from "vitest";
import { createAnswerCache } from "./answer-cache.ts";

const MINUTE_MS = 60_000;
const lines = (size: number) => ({ lines: Array.from({ length: size }, (_, at) => at), isAll: true });

test("an answer is kept for a minute", () => {
  let ms = 0;
  const cache = createAnswerCache<number>(() => ms);
  cache.put("a", lines(1));

  ms = MINUTE_MS - 1;
  expect(cache.get("a")).toEqual(lines(1));
  ms = MINUTE_MS;
  expect(cache.get("a")).toBeUndefined();
});

test("the last few answers are kept, of long ones fewer", () => {
  const cache = createAnswerCache<number>(() => 0);
  for (let index = 0; index < 18; index += 1) cache.put(String(index), lines(1));
  expect([cache.get("1"), cache.get("2")]).toEqual([undefined, lines(1)]);

  cache.put("long", lines(40_000));
  cache.put("longer", lines(30_000));
  expect([cache.get("long"), cache.get("longer")?.lines.length]).toEqual([undefined, 30_000]);
});
