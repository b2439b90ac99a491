import { endedBadly, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { readLocks } from "../restic/locks.ts";
import { listSnapshots } from "../restic/snapshots.ts";
import { describeLock } from "./own-locks.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

export async function runSnapshots(context: TaskContext): Promise<TaskEnd> {
  context.report(phase("listing"));
  const { end, snapshots } = await listSnapshots(context.run);
  if (end.exitCode !== 0) return endedBadly(end, placeOf(context));
  if (snapshots === undefined) return withoutProof(end, "gave no listing");
  context.log.info(`The repository holds ${snapshots.length} snapshots.`);
  return {
    ...{ outcome: "success", exitCode: 0, snapshots, summary: { snapshotCount: snapshots.length } },
    ...(await seeLocks(context)),
  };
}

/** Read without taking one. What cannot be told about locks takes nothing from the listing. */
async function seeLocks({ run, now }: TaskContext): Promise<Pick<TaskEnd, "locksSeen">> {
  const { end, locks, unreadable } = await readLocks(run);
  if (end.exitCode !== 0) return {};
  return {
    locksSeen: { locks: await Promise.all(locks.map((lock) => describeLock(lock, now()))), unreadable },
  };
}
