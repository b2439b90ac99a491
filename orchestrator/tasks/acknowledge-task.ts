import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import type { TaskRow } from "./tasks.store.ts";

export type LeaseProof = { attempt: number; leaseToken: string };

/** The agent takes the task: its run begins. Repeating it changes nothing. */
export async function acknowledgeTask(
  tx: Tx,
  agentId: string,
  taskId: string,
  proof: LeaseProof,
  now: Date,
): Promise<Row<"run">> {
  const task = await heldTask(tx, agentId, taskId, proof);
  const known = await runOf(tx, taskId, proof.attempt);
  if (known !== undefined) return known;
  const run = await startRun(tx, task, now, newId(now));
  await tx
    .updateTable("task")
    .set({ status: "running", acknowledged_at: toInstant(now), last_run_id: run.id })
    .where("id", "=", taskId)
    .execute();
  if (task.slot_key !== null) {
    await tx
      .updateTable("slot")
      .set({ outcome: "running", run_id: run.id, reason: null })
      .where("key", "=", task.slot_key)
      // What has ended stays so, also when a person tries the task once more.
      .where("outcome", "in", ["pending", "postponed", "running"])
      .execute();
  }
  return run;
}

/** The open task, if the caller holds its current attempt; a fence against everyone who held it before. */
export async function heldTask(tx: Tx, agentId: string, taskId: string, proof: LeaseProof): Promise<TaskRow> {
  const task = await tx.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirst();
  if (task === undefined || task.agent_id !== agentId) throw notFound("task");
  if (task.status === "cancelled") throw new DomainError("cancelled");
  const isCurrent = task.attempt === proof.attempt && task.lease_token === proof.leaseToken;
  if (!isCurrent || task.finished_at !== null) throw new DomainError("stale-attempt");
  return task;
}

export function runOf(tx: Tx, taskId: string, attempt: number): Promise<Row<"run"> | undefined> {
  return tx
    .selectFrom("run")
    .selectAll()
    .where("task_id", "=", taskId)
    .where("attempt", "=", attempt)
    .executeTakeFirst();
}

export async function startRun(tx: Tx, task: TaskRow, startedAt: Date, id: string): Promise<Row<"run">> {
  const names = await tx
    .selectFrom("repository")
    .leftJoin("policy", (join) => join.on("policy.id", "=", task.policy_id))
    .select(["repository.name as repository_name", "policy.name as policy_name"])
    .where("repository.id", "=", task.repository_id)
    .executeTakeFirstOrThrow();
  return tx
    .insertInto("run")
    .values({
      id,
      task_id: task.id,
      attempt: task.attempt,
      kind: task.kind,
      origin: task.origin,
      agent_id: task.agent_id,
      policy_id: task.policy_id,
      repository_id: task.repository_id,
      ...names,
      status: "running",
      scheduled_for: task.scheduled_for,
      started_at: toInstant(startedAt),
      item_count: 0,
      log_chunks: 0,
      log_bytes: 0,
      log_cut_bytes: 0,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
