import type { TaskEnd } from "../restic/judge-end.ts";
import { readLocks } from "../restic/locks.ts";
import { describeLock } from "./own-locks.ts";
import type { TaskContext } from "./task-context.ts";
import { holderOf } from "./unlock.ts";

const MOST_NAMED = 5;

/** A run that found the repository locked says by whom. */
export async function nameLockHolders(context: TaskContext, end: TaskEnd): Promise<TaskEnd> {
  if (end.failure?.code !== "repository-locked" || context.offer.kind === "unlock") return end;
  const { locks } = await readLocks(context.run);
  if (locks.length === 0) return end;
  const described = await Promise.all(locks.map((lock) => describeLock(lock, context.now())));
  const isGone = described.every(({ owner }) => owner === "this-machine-gone");
  const advice = isGone
    ? "That program has ended without cleaning up: unlock the repository."
    : "It is tried again by itself; if the lock stays, look whether that machine still works.";
  const holders = described.slice(0, MOST_NAMED).map(holderOf).join("; ");
  return {
    ...end,
    failure: {
      ...end.failure,
      message: `The repository is locked by ${holders}, so this run could not start. ${advice}`,
    },
  };
}
