import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { endAttempt } from "../tasks/end-attempt.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { noteAssignmentOutcome } from "./note-assignment-outcome.ts";

/** Nobody works on this attempt any more: its run ends as lost, and the task is tried again while its retries last. */
export async function endRunAsLost(tx: Tx, task: TaskRow, now: Date): Promise<TaskRow> {
  const finishedAt = toInstant(now);
  const run = await tx
    .updateTable("run")
    .set({
      status: "lost",
      finished_at: finishedAt,
      failure_json: JSON.stringify({
        code: "agent-lost",
        message:
          "The machine no longer knows of this run; it was restarted or lost its contact for too long.",
      }),
    })
    .where("task_id", "=", task.id)
    .where("attempt", "=", task.attempt)
    .where("finished_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (run !== undefined) await noteAssignmentOutcome(tx, run, "lost", { finishedAt, now });
  return endAttempt(tx, task, run?.id ?? "", { outcome: "lost" }, now);
}
