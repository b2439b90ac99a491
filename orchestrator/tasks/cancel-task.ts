import type { Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { endSlot } from "./end-attempt.ts";
import type { TaskRow } from "./tasks.store.ts";

/** A waiting task ends at once; a running one is asked to stop and ends when its agent says so. */
export async function cancelTask(tx: Tx, id: string, actor: string, now: Date): Promise<TaskRow> {
  const task = await tx.selectFrom("task").selectAll().where("id", "=", id).executeTakeFirst();
  if (task === undefined) throw notFound("task");
  if (task.finished_at !== null) throw new DomainError("wrong-state", "This task has ended already.");
  const isHeld = task.status === "running" || task.status === "unreachable";
  if (!isHeld) await endSlot(tx, task.slot_key, { outcome: "skipped", reason: `Stopped by ${actor}.` });
  return tx
    .updateTable("task")
    .set({
      cancel_requested: 1,
      reason: `Stopped by ${actor}.`,
      ...(!isHeld && { status: "cancelled", finished_at: toInstant(now), lease_token: null }),
    })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
