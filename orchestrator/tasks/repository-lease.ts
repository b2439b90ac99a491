import type { TaskRow } from "./tasks.store.ts";

/** restic checks under an exclusive lock: beside a backup it would only find the repository locked. */
const EXCLUSIVE = new Set(["check", "prune", "repair", "unlock", "init"]);
const ACTIVE = new Set(["offered", "running", "unreachable"]);

type Held = Pick<TaskRow, "id" | "kind" | "status" | "policy_id" | "agent_id" | "created_at" | "not_before">;

/**
 * What a task has to wait for among the open tasks of its repository, or nothing. Backups share a repository; an exclusive task
 * waits until it is alone, and while it waits for that nobody new comes in; while it waits for its next attempt others go on. Of one policy's tasks on one machine only one runs at a time.
 */
export function blockedBy<Other extends Held>(task: Held, others: Other[], now: string): Other | undefined {
  return others.find((other) => other.id !== task.id && blocks(other, task, now));
}

function blocks(other: Held, task: Held, now: string): boolean {
  if (ACTIVE.has(other.status))
    return EXCLUSIVE.has(other.kind) || EXCLUSIVE.has(task.kind) || isSameWork(other, task);
  const isAhead =
    other.created_at < task.created_at || (other.created_at === task.created_at && other.id < task.id);
  const isDue = other.not_before === null || other.not_before <= now;
  return other.status === "queued" && isAhead && isDue && EXCLUSIVE.has(other.kind);
}

function isSameWork(one: Held, two: Held): boolean {
  return (
    one.agent_id === two.agent_id &&
    one.kind === two.kind &&
    one.policy_id === two.policy_id &&
    one.policy_id !== null
  );
}
