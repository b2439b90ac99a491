import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";

/** Backups by followed policies that their orchestrator did not ask for: it is told of each run when that has ended. */
export async function expectReports(
  tx: Tx,
  tasks: { id: string; policyId?: string }[],
  now: Date,
): Promise<void> {
  const pairs = tasks.flatMap(({ id, policyId }) => (policyId === undefined ? [] : [[id, policyId]]));
  if (pairs.length === 0) return;
  await sql`
    insert into upstream_report (task_id, next_seq, status, created_at)
    select task.value ->> 0, 0, 'waiting', ${toInstant(now)} from json_each(${JSON.stringify(pairs)}) as task
    cross join policy where policy.id = task.value ->> 1 and policy.managed_by is not null
  `.execute(tx);
}
