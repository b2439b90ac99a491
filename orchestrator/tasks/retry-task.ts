import type { Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { type TaskRow, waitingTask } from "./tasks.store.ts";

/** Puts an ended task back into the queue, as its next attempt and with all retries given back. */
export async function retryTask(tx: Tx, id: string): Promise<TaskRow> {
  const task = await tx.selectFrom("task").selectAll().where("id", "=", id).executeTakeFirst();
  if (task === undefined) throw notFound("task");
  if (task.finished_at === null) {
    if (task.status !== "queued") throw new DomainError("wrong-state", "This task has not ended yet.");
  } else if (task.policy_id !== null && (await waitsAlready(tx, task, task.policy_id))) {
    throw new DomainError("wrong-state", "The next run of this policy waits already.");
  }
  await assertRepository(tx, task.repository_id);
  return tx
    .updateTable("task")
    .set({
      status: "queued",
      origin: "retry",
      reason: null,
      lease_token: null,
      cancel_requested: 0,
      retries: 0,
      not_before: null,
      finished_at: null,
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function waitsAlready(tx: Tx, task: TaskRow, policyId: string): Promise<boolean> {
  return (await waitingTask(tx, task.agent_id, policyId, task.kind as "backup")) !== undefined;
}

async function assertRepository(tx: Tx, id: string): Promise<void> {
  const known = await tx.selectFrom("repository").select("id").where("id", "=", id).executeTakeFirst();
  if (known === undefined) throw new DomainError("wrong-state", "The repository of this task was deleted.");
}
