import type { RepairStep } from "#contract/repair";
import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";
import { waitForLock } from "./wait-for-lock.ts";

/** One step of mending. There is no JSON of it; how many snapshots were written anew stands in the text. */
export async function repair(
  run: RunCommand,
  repair: RepairStep,
  lockWaitSeconds: number,
): Promise<{ end: ResticEnd; snapshotsRepaired: number }> {
  let snapshotsRepaired = 0;
  const end = await run({
    args: ["repair", ...argumentsOf(repair), waitForLock(lockWaitSeconds)],
    onLine: ({ text }) => {
      const count = /^modified (\d+) snapshots?$/.exec(text)?.[1];
      if (count !== undefined) snapshotsRepaired = Number(count);
    },
  });
  return { end, snapshotsRepaired };
}

function argumentsOf(repair: RepairStep): string[] {
  switch (repair.step) {
    case "index":
      return ["index"];
    case "packs":
      return ["packs", ...repair.packs];
    case "snapshots":
      return ["snapshots", "--forget"];
  }
}
