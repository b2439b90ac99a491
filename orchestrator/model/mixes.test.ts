import { expect, test } from "vitest";
import { mixOf } from "./mixes.ts";

const kinds = ["poll", "poll", "poll", "beat", "beat", "revoke", "restart", "sleep", "clock set"];

test("a mix is the same for the same number, and each has its own; 0 is as usual", () => {
  expect(mixOf(kinds, 0)).toEqual(kinds);
  expect(mixOf(kinds, 7)).toEqual(mixOf(kinds, 7));
  const mixes = Array.from({ length: 20 }, (_, n) => mixOf(kinds, n + 1).join());
  expect(new Set(mixes).size).toBeGreaterThan(15);
});

test("mixes leave kinds out, and let rare ones come more often than frequent ones", () => {
  const mixes = Array.from({ length: 40 }, (_, n) => mixOf(kinds, n + 1));
  const count = (mix: string[], kind: string) => mix.filter((one) => one === kind).length;

  expect(mixes.some((mix) => !mix.includes("revoke"))).toBe(true);
  expect(mixes.some((mix) => count(mix, "revoke") > count(mix, "poll"))).toBe(true);
});
