import type { RunReport } from "#contract/outcome";
import type { RepositoryLock } from "#contract/repository-lock";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { clearWarning, raiseWarning } from "../repository-warnings/warnings.store.ts";

/** Whoever works renews a lock every five minutes; restic itself takes one that is older than this for left over. */
const LEFT_OVER_SECONDS = 30 * 60;

/** A lock that nobody at work here explains: while it is there no prune can clear up, and no check can look. */
export async function warnOfLocks(
  tx: Tx,
  run: Row<"run">,
  { locksSeen }: RunReport,
  now: Date,
): Promise<void> {
  if (locksSeen === undefined) return;
  const odd = await oddLocks(tx, locksSeen.locks);
  const [first] = odd;
  if (first === undefined && locksSeen.unreadable === 0) {
    await clearWarning(tx, run.repository_id, "lock-left");
    return;
  }
  const holder =
    first === undefined
      ? "There is a lock that cannot be read"
      : `${first.hostname.slice(0, 100) || "An unknown machine"} (process ${first.pid} of ${first.username.slice(0, 100)}) has held a lock since ${dayAndTime(first.time)}`;
  const count = odd.length + locksSeen.unreadable;
  const sentences = [
    `${holder}, and no run of Holdfast explains it: check and prune cannot work while it is there.`,
    ...(count > 1 ? [`${count - 1} more like it.`] : []),
    "Look whether that machine still works, then unlock the repository.",
  ];
  await raiseWarning(
    tx,
    run.repository_id,
    {
      code: "lock-left",
      message: sentences.join(" "),
      freezes: false,
      runId: run.id,
    },
    now,
  );
}

/** Whoever forged it may have written anything. */
function dayAndTime(time: string): string {
  const at = Date.parse(time);
  return Number.isNaN(at)
    ? "an unknown time"
    : `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

async function oddLocks(tx: Tx, locks: RepositoryLock[]): Promise<RepositoryLock[]> {
  if (locks.length === 0) return [];
  const machines = await tx.selectFrom("agent").select("hostname").where("status", "=", "active").execute();
  const enrolled = new Set(machines.map(({ hostname }) => hostname));
  return locks.filter(
    ({ owner, hostname, ageSeconds }) =>
      owner !== "this-machine-alive" && (ageSeconds > LEFT_OVER_SECONDS || !enrolled.has(hostname)),
  );
}
