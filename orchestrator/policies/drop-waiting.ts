import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { endSlot } from "../tasks/end-attempt.ts";

/** `origins` are those of tasks of our own: what another orchestrator sent is its own to stop. */
type Meant = { policyId: string; agentId?: string; origins?: string[] };

/** Gives up what waits, with its reason; what runs goes on to its end. */
export async function dropWaiting(
  tx: Tx,
  { policyId, agentId, origins }: Meant,
  reason: string,
  now: Date,
): Promise<void> {
  const dropped = await tx
    .updateTable("task")
    .set({ status: "skipped", reason, finished_at: toInstant(now), lease_token: null })
    .where("policy_id", "=", policyId)
    .$if(agentId !== undefined, (update) => update.where("agent_id", "=", agentId ?? ""))
    .$if(origins !== undefined, (update) =>
      update.where("origin", "in", origins ?? []).where("sealed_offer", "is", null),
    )
    .where("finished_at", "is", null)
    .where("status", "in", ["queued", "offered"])
    .returning("slot_key")
    .execute();
  for (const { slot_key } of dropped) await endSlot(tx, slot_key, { outcome: "skipped", reason });
}
