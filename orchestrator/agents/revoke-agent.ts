import type { Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { unassignPolicy } from "../policies/assign-policy.ts";
import { noteKnownCredentials } from "../repositories/known-credentials.ts";
import { endRunAsLost } from "../runs/end-run-as-lost.ts";
import { cancelTask } from "../tasks/cancel-task.ts";
import { readAgentRow, recordAgentEvent } from "./agents.store.ts";

/** The key is dead with this transaction; policies and open work are taken away, runs and snapshots stay. */
export async function revokeAgent(
  tx: Tx,
  id: string,
  actor: string,
  now: Date,
  reason = `Removed by ${actor}.`,
): Promise<void> {
  const agent = await readAgentRow(tx, id);
  if (agent === undefined || agent.status === "revoked") throw notFound("machine");
  if (agent.is_local === 1) {
    throw new DomainError(
      "wrong-state",
      "This is the machine that Holdfast itself runs on; it cannot be removed.",
    );
  }
  // A policy may have changed to another repository since it was assigned.
  await noteKnownCredentials(tx, id);
  const policies = await tx.selectFrom("assignment").select("policy_id").where("agent_id", "=", id).execute();
  for (const { policy_id } of policies) await unassignPolicy(tx, { policyId: policy_id, agentId: id }, now);
  const open = await tx
    .selectFrom("task")
    .select("id")
    .where("agent_id", "=", id)
    .where("finished_at", "is", null)
    .execute();
  for (const task of open) {
    const cancelled = await cancelTask(tx, task.id, actor, now);
    if (cancelled.finished_at === null) await endRunAsLost(tx, cancelled, now);
  }
  await tx
    .updateTable("agent")
    .set({ status: "revoked", key_hash: null, reachability: "offline" })
    .where("id", "=", id)
    .execute();
  await recordAgentEvent(tx, {
    agentId: id,
    at: toInstant(now),
    kind: "status",
    from: agent.status,
    to: "revoked",
    reason,
  });
}
