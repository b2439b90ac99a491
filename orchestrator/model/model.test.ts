import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { onTestFinished, test } from "vitest";
import { auditSecrets } from "./audit-secrets.ts";
import { allCommands } from "./commands.ts";
import { layFoundation } from "./foundation.ts";
import { mixOf } from "./mixes.ts";
import { settle } from "./settle.ts";
import { createWorld } from "./world.ts";

const {
  HOLDFAST_MODEL_RUNS,
  HOLDFAST_MODEL_COMMANDS,
  HOLDFAST_MODEL_MIX,
  HOLDFAST_SEED,
  HOLDFAST_PATH,
  HOLDFAST_REPLAY,
  HOLDFAST_SHRINK,
} = process.env;
const runs = Number(HOLDFAST_MODEL_RUNS ?? 100);
const commands = Number(HOLDFAST_MODEL_COMMANDS ?? 40);
const mix = Number(HOLDFAST_MODEL_MIX ?? 0);
const seed = Number(HOLDFAST_SEED ?? Date.now() % 0x7fffffff);

/** Memory where the machine has some for files: what is tested here is order, not the disk. */
const folder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

test(`queue, leases, schedule and history hold under fire (seed ${seed}, mix ${mix})`, {
  timeout: runs * commands * 200 + 60_000,
}, async () => {
  const sequences = fc.commands(mixOf(allCommands, mix), {
    maxCommands: commands,
    size: "max",
    ...(HOLDFAST_REPLAY !== undefined && { replayPath: HOLDFAST_REPLAY }),
  });
  const foundation = await layFoundation(folder);
  onTestFinished(foundation.remove);
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const world = await createWorld(folder, foundation);
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence);
        await settle(world);
        auditSecrets(world);
      } catch (error) {
        throw new Error(`${String(error)}\nWhat was asked before:\n${world.story.slice(-30).join("\n")}`, {
          cause: error,
        });
      } finally {
        await world.close();
      }
    }),
    {
      numRuns: runs,
      seed,
      endOnFailure: HOLDFAST_SHRINK === "no",
      ...(HOLDFAST_PATH !== undefined && { path: HOLDFAST_PATH }),
      interruptAfterTimeLimit: runs * commands * 150 + 30_000,
    },
  );
});
