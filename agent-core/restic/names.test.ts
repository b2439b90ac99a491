import { expect, test } from "vitest";
import { excludesOf } from "#contract/excluded-by";
import { literalPattern } from "./names.ts";

test.each([
  ["windows", "win32", "C:\\Backup [1]\\repo{}"],
  ["unix", "linux", "/srv/we[ird]*?/back\\slash"],
] as const)("on %s the pattern of a place means that place and nothing else", (style, platform, place) => {
  const takesOut = excludesOf([literalPattern(place, platform)], style);

  expect(takesOut(place)).toBe(0);
  expect(takesOut(place.replace("[", "").replace("]", ""))).toBeUndefined();
  expect(takesOut(`${place}2`)).toBeUndefined();
});
