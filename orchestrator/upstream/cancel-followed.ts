import type { Database } from "../db/database.ts";
import { cancelTask } from "../tasks/cancel-task.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";

/** Stops here what was stopped there. */
export async function cancelFollowed(
  db: Database,
  upstreamTaskId: string,
  managedBy: string,
  now: Date,
): Promise<TaskRow | undefined> {
  return db.write(async (tx) => {
    const task = await tx
      .selectFrom("upstream_task")
      .innerJoin("task", "task.id", "upstream_task.local_task_id")
      .select(["task.id", "task.cancel_requested"])
      .where("upstream_task.id", "=", upstreamTaskId)
      .where("upstream_task.status", "in", ["offered", "taken", "refused"])
      .where("task.finished_at", "is", null)
      .executeTakeFirst();
    if (task === undefined || task.cancel_requested === 1) return undefined;
    return cancelTask(tx, task.id, managedBy, now);
  });
}
