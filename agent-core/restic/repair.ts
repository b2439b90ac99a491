import type { RepairStep } from "#contract/repair";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";
import { waitForLock } from "./wait-for-lock.ts";

/** Windows takes 32,767 characters for a whole command, and an id has 64. */
const PACKS_AT_ONCE = 400;

/** One step of mending, in as many commands as it takes. There is no JSON of it; how many snapshots were written anew stands in the text. */
export async function repair(
  run: RunCommand,
  repair: RepairStep,
  lockWaitSeconds: number,
): Promise<{ end: ResticEnd; snapshotsRepaired: number }> {
  let snapshotsRepaired = 0;
  const repairWith = async (args: readonly string[]) =>
    await run({
      args: ["repair", ...args, waitForLock(lockWaitSeconds)],
      onLine: ({ text }) => {
        const count = /^modified (\d+) snapshots?$/.exec(text)?.[1];
        if (count !== undefined) snapshotsRepaired = Number(count);
      },
    });
  const [first, ...more] = commandsOf(repair);
  let end = await repairWith(first);
  for (const args of more) {
    if (end.exitCode !== 0) break;
    end = await repairWith(args);
  }
  return { end, snapshotsRepaired };
}

function commandsOf(repair: RepairStep): [string[], ...string[][]] {
  switch (repair.step) {
    case "index":
      return [["index"]];
    case "packs":
      return inBatches(repair.packs);
    case "snapshots":
      return [["snapshots", "--forget"]];
  }
}

function inBatches(packs: readonly string[]): [string[], ...string[][]] {
  const batch = ["packs", ...packs.slice(0, PACKS_AT_ONCE)];
  const rest = packs.slice(PACKS_AT_ONCE);
  return rest.length === 0 ? [batch] : [batch, ...inBatches(rest)];
}
