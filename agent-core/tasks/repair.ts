import { repairSpec } from "#contract/maintenance";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { repair } from "../restic/repair.ts";
import { listSnapshots } from "../restic/snapshots.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** One step of mending a repository, never without a person's yes; the listing afterwards says what became of the snapshots. */
export async function runRepair(context: TaskContext): Promise<TaskEnd> {
  const spec = repairSpec.parse(context.offer.spec);
  if (!spec.confirmed)
    return failed(
      "not-allowed-here",
      "A repair changes the repository, so it is only done after a person confirmed it.",
    );
  context.report(phase(`repairing ${spec.repair.step}`));
  const before = await listSnapshots(context.run);
  const { end, snapshotsRepaired } = await repair(context.run, spec.repair, spec.lockWaitSeconds);
  if (end.exitCode !== 0) return endedBadly(end, placeOf(context));
  const after = await listSnapshots(context.run);
  if (after.end.exitCode !== 0) return endedBadly(after.end, placeOf(context));
  if (after.snapshots === undefined) return withoutProof(after.end, "gave no listing afterwards");
  const left = new Set(after.snapshots.map(({ id }) => id));
  const forgotten = (before.snapshots ?? []).map(({ id }) => id).filter((id) => !left.has(id));
  context.log.info("Done. Check the repository now: it says whether another step is needed.");
  return {
    outcome: "success",
    exitCode: 0,
    summary: { snapshotsRepaired, snapshotsRemoved: forgotten.length, snapshotsKept: left.size },
    // One that cannot be read is not mended yet, and not gone.
    ...(after.leftOut === 0 && { snapshots: after.snapshots, forgotten }),
  };
}
