import type { Books, OpenBooks } from "./books.ts";
import type { Request } from "./world.ts";

/** Sent by somebody who does not hold the task any more, or not yet. */
export function isStale(books: OpenBooks, { proof }: Request): boolean {
  if (proof === undefined) return false;
  const task = books.task(proof.taskId);
  return (
    task === undefined ||
    task.attempt !== proof.attempt ||
    task.lease_token !== proof.leaseToken ||
    task.finished_at !== null
  );
}

/** Invariant 4: no state is changed by a stale attempt. */
export function findStaleEffect(name: string, before: Books, after: Books): void {
  if (before === after) return;
  const [one, two] = [JSON.stringify(before), JSON.stringify(after)];
  if (one === two) return;
  const at = [...one].findIndex((character, index) => character !== two[index]);
  throw new Error(
    `4: “${name}” is stale and changed ${one.slice(at - 80, at + 60)} to ${two.slice(at - 80, at + 60)}`,
  );
}
