import type { TaskRow } from "./tasks.store.ts";

/** restic checks under an exclusive lock: beside a backup it would only find the repository locked. */
const EXCLUSIVE = new Set(["check", "prune", "repair", "unlock", "init"]);
export const isExclusive = (kind: string): boolean => EXCLUSIVE.has(kind);
const ACTIVE = new Set(["offered", "running", "unreachable"]);

type Waiting = Pick<TaskRow, "id" | "kind" | "policy_id" | "agent_id" | "created_at">;
type Held = Waiting & Pick<TaskRow, "status" | "not_before"> & { reachability: string };

/**
 * What a task has to wait for among the open tasks of its repository, or nothing. Backups share a repository; an exclusive task
 * waits until it is alone, and while it waits for that nobody new comes in. Others go on while it waits for its next attempt, for
 * its machine to come back, or for a machine that is away in the middle of its run: that may take days. Of one policy's tasks on one
 * machine only one runs at a time.
 */
export function blockedBy<Other extends Held>(
  task: Waiting,
  others: Other[],
  now: string,
): Other | undefined {
  const mayTakeDays = others.some(({ status }) => status === "unreachable");
  return others.find(
    (other) =>
      other.id !== task.id &&
      (ACTIVE.has(other.status)
        ? excludes(other, task)
        : !mayTakeDays && isNextIn(other, now) && isBefore(other, task)),
  );
}

/** They cannot be at work beside each other. */
function excludes(one: Waiting, two: Waiting): boolean {
  return EXCLUSIVE.has(one.kind) || EXCLUSIVE.has(two.kind) || isSameWork(one, two);
}

/** It could have the repository for itself as soon as that is free. */
function isNextIn({ kind, status, not_before, reachability }: Held, now: string): boolean {
  const isDue = not_before === null || not_before <= now;
  return status === "queued" && EXCLUSIVE.has(kind) && isDue && reachability === "online";
}

function isBefore(one: Waiting, two: Waiting): boolean {
  return one.created_at < two.created_at || (one.created_at === two.created_at && one.id < two.id);
}

function isSameWork(one: Waiting, two: Waiting): boolean {
  return (
    one.agent_id === two.agent_id &&
    one.kind === two.kind &&
    one.policy_id === two.policy_id &&
    one.policy_id !== null
  );
}
