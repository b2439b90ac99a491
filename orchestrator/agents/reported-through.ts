import { sql } from "kysely";
import type { Tx } from "../db/database.ts";

export const MACHINE_AWAY = "Machine away: it does this backup by itself and tells of it when it is back.";

/** A machine that is back has told of all that it did until then: what is still open there was not done. */
export async function closeUntilReported(tx: Tx, agentId: string, through: string): Promise<number> {
  await tx
    .updateTable("agent")
    .set({ slots_reported_through: through })
    .where("id", "=", agentId)
    .where((eb) =>
      eb.or([eb("slots_reported_through", "is", null), eb("slots_reported_through", "<", through)]),
    )
    .execute();
  const missed = await tx
    .updateTable("slot")
    .set({
      outcome: "missed",
      reason: "The machine was away, and did not do it by itself.",
    })
    .where("agent_id", "=", agentId)
    .where("outcome", "=", sql.lit("pending"))
    .where("task_id", "is", null)
    .where("scheduled_for", "<=", through)
    .executeTakeFirst();
  return Number(missed.numUpdatedRows);
}

/** A policy that no longer applies to the machine is not made up for. */
export async function closeLeftOpen(
  tx: Tx,
  { policyId, agentId }: { policyId: string; agentId: string },
  reason: string,
): Promise<void> {
  await tx
    .updateTable("slot")
    .set({ outcome: "skipped", reason })
    .where("agent_id", "=", agentId)
    .where("policy_id", "=", policyId)
    .where("outcome", "=", sql.lit("pending"))
    .where("task_id", "is", null)
    .execute();
}
