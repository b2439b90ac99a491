import fc from "fast-check";
import { expect, test } from "vitest";
import { auditPartition, settle } from "./partition/audit.ts";
import { openStage } from "./partition/stage.ts";
import { type Step, step, stepsOf } from "./partition/steps.ts";

const { HOLDFAST_PARTITIONS, HOLDFAST_PARTITION_STEPS, HOLDFAST_SEED, HOLDFAST_PATH } = process.env;
const runs = Number(HOLDFAST_PARTITIONS ?? 20);
const longest = Number(HOLDFAST_PARTITION_STEPS ?? 16);
const seed = Number(HOLDFAST_SEED ?? Date.now() % 0x7fffffff);

async function play(steps: Step[]): Promise<void> {
  const stage = await openStage();
  try {
    for (const one of steps) await step(stage, one);
    await settle(stage);
    await auditPartition(stage);
  } finally {
    await stage.pair.close();
  }
}

test(`through cuts, restarts, sleeps and wrong clocks every slot is done once, and both histories agree (seed ${seed})`, {
  timeout: runs * 30_000 + 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(stepsOf(longest), async (steps) => {
      await play(steps);
    }),
    {
      numRuns: runs,
      seed,
      endOnFailure: HOLDFAST_PATH === undefined,
      ...(HOLDFAST_PATH !== undefined && { path: HOLDFAST_PATH }),
    },
  );
  expect.assertions(0);
});
