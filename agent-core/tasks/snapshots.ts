import type { SnapshotEntry } from "#contract/outcome";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { readLocks } from "../restic/locks.ts";
import type { ResticEnd } from "../restic/run-restic.ts";
import { listSnapshots } from "../restic/snapshots.ts";
import { describeLock } from "./own-locks.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

export async function runSnapshots(context: TaskContext): Promise<TaskEnd> {
  context.report(phase("listing"));
  const listing = await listAll(context, "this listing is not whole and changes nothing");
  if ("trouble" in listing) return listing.trouble;
  const { snapshots } = listing;
  context.log.info(`The repository holds ${snapshots.length} snapshots.`);
  return {
    ...{ outcome: "success", exitCode: 0, snapshots, summary: { snapshotCount: snapshots.length } },
    ...(await seeLocks(context)),
  };
}

/** All snapshots, or why there is no whole list of them. */
export async function listAll(
  context: TaskContext,
  effect: string,
): Promise<{ snapshots: SnapshotEntry[] } | { trouble: TaskEnd }> {
  const { end, snapshots, leftOut } = await listSnapshots(context.run);
  if (end.exitCode !== 0) return { trouble: endedBadly(end, placeOf(context)) };
  if (snapshots === undefined) return { trouble: withoutProof(end, "gave no listing") };
  return leftOut > 0 ? { trouble: snapshotsLeftOut(end, leftOut, effect) } : { snapshots };
}

/** What could not be read is not gone: it may be damaged, or its server was not there for a moment. */
export function snapshotsLeftOut({ words }: ResticEnd, count: number, effect: string): TaskEnd {
  const what = count === 1 ? "1 snapshot" : `${count} snapshots`;
  const message = `restic could not read ${what} of the repository, so ${effect}. Check the repository: it says what is damaged and how to mend it.`;
  return failed("repository-damaged", message, words.slice(-5).join("\n"));
}

/** Read without taking one. What cannot be told about locks takes nothing from the listing. */
async function seeLocks({ run, now }: TaskContext): Promise<Pick<TaskEnd, "locksSeen">> {
  const { end, locks, unreadable } = await readLocks(run);
  if (end.exitCode !== 0) return {};
  return {
    locksSeen: { locks: await Promise.all(locks.map((lock) => describeLock(lock, now()))), unreadable },
  };
}
