import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTarget, type Target } from "./target.ts";

const REQUESTS = Number(process.env["HOLDFAST_FUZZ_REQUESTS"] ?? 1_000);
const SEED = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000_000);
const AVERAGE_MS = 50;

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

test(
  `${REQUESTS} good, nearly good and hostile requests get what the contract allows (seed ${SEED})`,
  async (context) => {
    const property = fc.asyncProperty(target.request, async (request) => {
      expect(await target.faults(request)).toEqual([]);
    });

    await fc.assert(property, { numRuns: REQUESTS, seed: SEED, endOnFailure: true });

    const { answers, averageMs, slowest } = target.summary();
    void context.annotate(`${JSON.stringify(answers)}, ${averageMs.toFixed(1)} ms each, slowest: ${slowest}`);
    expect(averageMs).toBeLessThan(AVERAGE_MS);
    expect(Object.keys(answers)).toEqual(expect.arrayContaining(["200", "201", "401", "403", "404", "422"]));
    expect(await target.isAlive()).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  },
  30_000 + REQUESTS * AVERAGE_MS,
);
