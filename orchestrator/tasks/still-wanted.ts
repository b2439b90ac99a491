import type { Tx } from "../db/database.ts";
import type { TaskRow } from "./tasks.store.ts";

export const TAKEN_AWAY = "The policy was taken from this machine.";
export const SWITCHED_OFF = "The policy was switched off.";
/** What nobody asked for in person. */
export const BY_ITSELF = ["schedule", "catch-up"];

/**
 * Why a backup is not tried once more: its policy may have changed while it ran. Nothing where it is; what a person asked for is tried
 * again whatever became of the policy.
 */
export async function whyUnwanted(
  tx: Tx,
  { kind, policy_id, agent_id, origin }: TaskRow,
): Promise<string | undefined> {
  if (kind !== "backup" || policy_id === null || !BY_ITSELF.includes(origin)) return undefined;
  const policy = await tx
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .select("enabled")
    .where("assignment.policy_id", "=", policy_id)
    .where("assignment.agent_id", "=", agent_id)
    .executeTakeFirst();
  if (policy === undefined) return TAKEN_AWAY;
  return policy.enabled === 0 ? SWITCHED_OFF : undefined;
}
