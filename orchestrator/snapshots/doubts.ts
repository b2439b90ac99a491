import type * as z from "zod";
import type { snapshotDoubt } from "#contract/snapshots";
import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import { clearWarning, raiseWarning } from "../repository-warnings/warnings.store.ts";

export type Doubt = z.infer<typeof snapshotDoubt>;

const MOST_OFF_MS = 10 * 60_000;

/** A snapshot bears the time at which its backup began: not before its run, and not after we heard of it. */
export function isOutOfTime(time: string, run: { startedAt: string; receivedAt: string }): boolean {
  const at = Date.parse(time);
  return at < Date.parse(run.startedAt) - MOST_OFF_MS || at > Date.parse(run.receivedAt) + MOST_OFF_MS;
}

/** Brings the warnings of a repository into line with the doubts in its ledger. */
export async function warnOfDoubts(tx: Tx, repositoryId: string, now: Date): Promise<void> {
  for (const doubt of ["unknown", "time"] as const) {
    const rows = await tx
      .selectFrom("snapshot")
      .select(["id", "hostname", "time"])
      .where("repository_id", "=", repositoryId)
      .where("doubt", "=", doubt)
      .where("doubt_seen_at", "is", null)
      .orderBy("received_at", "desc")
      .orderBy("id")
      .limit(atMost(10_000))
      .execute();
    const code = `snapshot-${doubt}` as const;
    const [newest] = rows;
    if (newest === undefined) {
      await clearWarning(tx, repositoryId, code);
      continue;
    }
    const which = `${newest.id.slice(0, 8)} of ${newest.hostname || "an unnamed machine"}, dated ${dayAndTime(newest.time)}`;
    const message = messages[doubt](rows.length, which);
    await raiseWarning(tx, repositoryId, { code, message, freezes: true, reopens: true }, now);
  }
}

type Gone = { id: string; hostname: string; time: string };

/** Snapshots that were there and are not any more, though nothing of ours removed them. */
export async function warnOfMissing(
  tx: Tx,
  repositoryId: string,
  gone: Gone[],
  runId: string,
  now: Date,
): Promise<void> {
  const [first] = gone;
  if (first === undefined) return;
  const which = `${first.id.slice(0, 8)} of ${first.hostname || "an unnamed machine"} from ${dayAndTime(first.time)}`;
  const message =
    gone.length === 1
      ? `The snapshot ${which} is gone, and no prune of Holdfast removed it.`
      : `${gone.length} snapshots are gone, and no prune of Holdfast removed them; one is ${which}.`;
  await raiseWarning(
    tx,
    repositoryId,
    { code: "snapshot-missing", subject: runId, message, freezes: true, runId },
    now,
  );
}

const messages: Record<Doubt, (count: number, which: string) => string> = {
  unknown: (count, which) =>
    count === 1
      ? `There is a snapshot that no run of Holdfast made: ${which}.`
      : `There are ${count} snapshots that no run of Holdfast made; the newest is ${which}.`,
  time: (count, which) =>
    count === 1
      ? `A snapshot bears another time than its run had: ${which}.`
      : `${count} snapshots bear other times than their runs had; the newest is ${which}.`,
};

/** In UTC and to the minute. */
function dayAndTime(instant: string): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}
