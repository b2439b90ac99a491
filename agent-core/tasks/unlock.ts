import { hostname } from "node:os";
import { type UnlockSpec, unlockSpec } from "#contract/maintenance";
import type { RepositoryLock } from "#contract/repository-lock";
import { endedBadly, failed, type TaskEnd } from "../restic/judge-end.ts";
import { readLocks } from "../restic/locks.ts";
import { unlock } from "../restic/unlock.ts";
import { describeLock } from "./own-locks.ts";
import { phase } from "./progress-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** restic takes a lock for left over after so long; its owner renews it every five minutes. */
const LEFT_OVER_SECONDS = 30 * 60;

/** Takes away locks only where their owner is provably gone, and looks afterwards, because restic always reports success. */
export async function runUnlock(context: TaskContext): Promise<TaskEnd> {
  const spec = unlockSpec.parse(context.offer.spec);
  context.report(phase("reading locks"));
  const before = await locksOf(context);
  if ("trouble" in before) return before.trouble;
  for (const lock of before.locks) context.log.info(`Lock of ${holderOf(lock)}`);
  if (before.locks.length === 0 && before.unreadable === 0)
    return { outcome: "success", exitCode: 0, summary: { locksRemoved: 0, locksLeft: 0 } };
  const refusal = refuseUnlock(before.locks, spec);
  if (refusal !== undefined) return failed("repository-locked", refusal);

  const end = await unlock(context.run);
  if (end.exitCode !== 0) return endedBadly(end, placeOf(context));
  const after = await locksOf(context);
  if ("trouble" in after) return after.trouble;
  const left = new Set(after.locks.map(({ id }) => id));
  const removed = before.locks.filter(({ id }) => !left.has(id)).length;
  const summary = { locksRemoved: removed, locksLeft: after.locks.length + after.unreadable };
  if (removed > 0) return { outcome: "success", exitCode: 0, summary };
  return {
    ...failed("repository-locked", "restic kept every lock: their owners may still be at work."),
    summary,
  };
}

/**
 * Why unlocking is not safe, or nothing. restic decides by host name and age, so a lock of a namesake or of a machine that merely
 * has the wrong time would go too: without a person's yes all that it would take must be this machine's own dead ones.
 */
export function refuseUnlock(
  locks: RepositoryLock[],
  { otherHostnames, confirmed }: UnlockSpec,
  ownHostname = hostname(),
): string | undefined {
  const others = new Set(otherHostnames);
  const enrolled = locks.find((lock) => others.has(lock.hostname));
  if (enrolled !== undefined)
    return `${holderOf(enrolled)} holds a lock. Only that machine can tell whether it is still at work; unlock from there.`;
  // Of one that bears this machine's name restic asks here for its process, however young it is, and finds none of another user or machine.
  const foreign = locks.find(
    (lock) =>
      lock.owner === "another-machine" &&
      (lock.ageSeconds > LEFT_OVER_SECONDS || lock.hostname === ownHostname),
  );
  if (!confirmed && foreign !== undefined)
    return `${holderOf(foreign)} left a lock. This machine cannot tell whether it is still at work. Make sure that it is not, then confirm.`;
  const removable = locks.some(
    ({ owner, ageSeconds }) =>
      owner === "this-machine-gone" ||
      (confirmed && owner === "another-machine" && ageSeconds > LEFT_OVER_SECONDS),
  );
  if (removable) return undefined;
  const holder = locks[0] === undefined ? "Somebody" : holderOf(locks[0]);
  return `${holder} holds the repository and may still be at work, so its lock stays. Wait for its end.`;
}

export function holderOf({ hostname, username, pid, ageSeconds }: RepositoryLock): string {
  const minutes = Math.round(ageSeconds / 60);
  const since =
    minutes < 1 ? "less than a minute" : minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  return `${hostname} (process ${pid} of ${username}, since ${since})`;
}

async function locksOf(
  context: TaskContext,
): Promise<{ locks: RepositoryLock[]; unreadable: number } | { trouble: TaskEnd }> {
  const { end, locks, unreadable } = await readLocks(context.run);
  if (end.exitCode !== 0) return { trouble: endedBadly(end, placeOf(context)) };
  return {
    locks: await Promise.all(locks.map((lock) => describeLock(lock, context.now()))),
    unreadable,
  };
}
