import type { Progress } from "#contract/outcome";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { DomainError, notFound } from "../http/errors.ts";
import type { LeaseProof } from "../tasks/acknowledge-task.ts";
import type { Leases } from "../tasks/leases.ts";
import type { LiveProgress } from "./live-progress.ts";

type Deps = { db: Database; leases: Leases; progress: LiveProgress; publish: Publish };

/** Renews the lease and keeps the newest progress; returns whether the task is to be stopped. Writes nothing in the normal case. */
export async function recordProgress(
  { db, leases, progress, publish }: Deps,
  agentId: string,
  taskId: string,
  report: LeaseProof & { progress: Progress },
): Promise<boolean> {
  const task = await db.read
    .selectFrom("task")
    .select([
      "agent_id",
      "status",
      "attempt",
      "lease_token",
      "cancel_requested",
      "last_run_id",
      "finished_at",
    ])
    .where("id", "=", taskId)
    .executeTakeFirst();
  if (task === undefined || task.agent_id !== agentId) throw notFound("task");
  if (task.status === "cancelled") throw new DomainError("cancelled");
  const isCurrent = task.attempt === report.attempt && task.lease_token === report.leaseToken;
  if (!isCurrent || task.finished_at !== null || task.last_run_id === null)
    throw new DomainError("stale-attempt");
  leases.renew(taskId);
  if (task.status === "unreachable") {
    await db.write((tx) =>
      tx
        .updateTable("task")
        .set({ status: "running", reason: null, silent_since: null })
        .where("id", "=", taskId)
        .where("status", "=", "unreachable")
        .execute(),
    );
  }
  progress.set(taskId, report.progress);
  publish({ type: "progress", runId: task.last_run_id, taskId, agentId, progress: report.progress });
  return task.cancel_requested === 1;
}
