import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";

/** A backup by a followed policy that its orchestrator did not ask for: it is told of the run when that has ended. */
export async function expectReport(tx: Tx, taskId: string, policyId: string, now: Date): Promise<void> {
  const policy = await tx
    .selectFrom("policy")
    .select("managed_by")
    .where("id", "=", policyId)
    .executeTakeFirst();
  if (policy === undefined || policy.managed_by === null) return;
  await tx
    .insertInto("upstream_report")
    .values({ task_id: taskId, next_seq: 0, status: "waiting", created_at: toInstant(now) })
    .execute();
}
