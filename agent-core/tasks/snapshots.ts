import { endedBadly, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { listSnapshots } from "../restic/snapshots.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

export async function runSnapshots(context: TaskContext): Promise<TaskEnd> {
  context.report(phase("listing"));
  const { end, snapshots } = await listSnapshots(context.run);
  if (end.exitCode !== 0) return endedBadly(end, placeOf(context));
  if (snapshots === undefined) return withoutProof(end, "gave no listing");
  context.log.info(`The repository holds ${snapshots.length} snapshots.`);
  return { outcome: "success", exitCode: 0, snapshots, summary: { snapshotCount: snapshots.length } };
}
