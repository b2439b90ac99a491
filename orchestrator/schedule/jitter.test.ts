import { expect, test } from "vitest";
import { jitterOf } from "./jitter.ts";

const policyId = "018f2b3c-0000-7000-8000-000000000001";
const machine = (index: number) => `018f2b3c-0000-7000-8000-${String(index).padStart(12, "0")}`;

test("a machine has the same jitter every time, in whole seconds below the limit", () => {
  const seconds = Array.from({ length: 1_000 }, (_, index) => jitterOf(policyId, machine(index), 600));

  expect(seconds).toEqual(seconds.map((_, index) => jitterOf(policyId, machine(index), 600)));
  expect(seconds.every((value) => Number.isInteger(value) && value >= 0 && value < 600)).toBe(true);
});

test("a thousand machines spread over the whole span", () => {
  const quarters = [0, 0, 0, 0];
  for (let index = 0; index < 1_000; index += 1) {
    const quarter = Math.floor(jitterOf(policyId, machine(index), 600) / 150);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
  }

  expect(Math.min(...quarters)).toBeGreaterThan(200);
});

test("without a limit there is no jitter", () => {
  expect(jitterOf(policyId, machine(1), undefined)).toBe(0);
  expect(jitterOf(policyId, machine(1), 0)).toBe(0);
});
