import { expect, test } from "vitest";
import { planSentence } from "./plan-sentence.ts";

test.for([
  [{ creates: 1, overwrites: 0, keeps: 0, newer: 0 }, "Creates 1, overwrites 0."],
  [
    { creates: 1, overwrites: 0, keeps: 2, newer: 1 },
    "Creates 1, overwrites 0, keeps 2, 1 is newer there than in the snapshot.",
  ],
] as const)("%j reads %s", ([plan, words]) => {
  expect(planSentence(plan)).toBe(words);
});
