import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTarget, type Target } from "./target.ts";

const REQUESTS = Number(process.env["HOLDFAST_FUZZ_REQUESTS"] ?? 1_000);
const SEED = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 1_000_000_000);
/** Of processor time, sending and judging included: a busy machine changes little of it. */
const MOST_CPU_MS = 50;
const PATIENCE_MS = 250;

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

    const before = process.cpuUsage();
    await fc.assert(property, { numRuns: REQUESTS, seed: SEED, endOnFailure: true });

    const { user, system } = process.cpuUsage(before);
    const { answers, averageMs, slowest } = target.summary();
    void context.annotate(`${JSON.stringify(answers)}, ${averageMs.toFixed(1)} ms each, slowest: ${slowest}`);
    expect((user + system) / 1_000 / REQUESTS).toBeLessThan(MOST_CPU_MS);
    expect(Object.keys(answers)).toEqual(expect.arrayContaining(["200", "201", "401", "403", "404", "422"]));
    expect(await target.isAlive()).toBe(true);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  },
  60_000 + REQUESTS * PATIENCE_MS,
);
