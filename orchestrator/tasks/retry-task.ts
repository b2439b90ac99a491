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
  await assertPossible(tx, task);
  return tx
    .updateTable("task")
    .set({
      status: "queued",
      origin: "retry",
      reason: null,
      lease_token: null,
      cancel_requested: 0,
      retries: 0,
      crashes: 0,
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

/** A task that nobody can ever do would wait for ever, and others behind it. */
async function assertPossible(tx: Tx, task: TaskRow): Promise<void> {
  const repository = await tx
    .selectFrom("repository")
    .select("id")
    .where("id", "=", task.repository_id)
    .executeTakeFirst();
  if (repository === undefined) throw refused("The repository of this task was deleted.");
  const agent = await tx
    .selectFrom("agent")
    .select("status")
    .where("id", "=", task.agent_id)
    .executeTakeFirst();
  if (agent?.status !== "active") throw refused("The machine of this task was removed, so nobody can do it.");
  if (task.policy_id === null) return;
  const policy = await tx
    .selectFrom("policy")
    .select("id")
    .where("id", "=", task.policy_id)
    .executeTakeFirst();
  if (policy === undefined) throw refused("The policy of this task was deleted.");
}

function refused(detail: string): DomainError {
  return new DomainError("wrong-state", detail);
}
