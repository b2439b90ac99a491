import { sql } from "kysely";
import type { RunStatus } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";

/** Keeps beside each assignment what protection is computed from, so that nobody has to search the history. */
export async function noteAssignmentOutcome(
  tx: Tx,
  run: Pick<Row<"run">, "id" | "kind" | "policy_id" | "agent_id">,
  status: RunStatus,
  now: Date,
): Promise<void> {
  if (run.kind !== "backup" || run.policy_id === null) return;
  const isGood = status === "success" || status === "warning";
  const saysNothing = status === "cancelled" || status === "interrupted" || status === "lost";
  await tx
    .updateTable("assignment")
    .set({
      last_outcome: status,
      last_run_id: run.id,
      ...(isGood && { last_good_at: toInstant(now), last_good_run_id: run.id, failures_in_a_row: 0 }),
      ...(!isGood && !saysNothing && { failures_in_a_row: sql<number>`failures_in_a_row + 1` }),
    })
    .where("policy_id", "=", run.policy_id)
    .where("agent_id", "=", run.agent_id)
    .execute();
}
