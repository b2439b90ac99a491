import type { RunReport } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { LeaseProof } from "../tasks/acknowledge-task.ts";

/** What the local agent said of an attempt that another orchestrator asked for goes there word by word. */
export async function keepForUpstream(tx: Tx, taskId: string, report: RunReport & LeaseProof): Promise<void> {
  const { attempt: _attempt, leaseToken: _leaseToken, ...words } = report;
  await tx
    .updateTable("upstream_task")
    .set({ report_json: JSON.stringify(words) })
    .where("local_task_id", "=", taskId)
    .where("status", "=", "taken")
    .execute();
}
