import type { Tx } from "../db/database.ts";

/** From now on the machine may have read what opens the repositories of its policies. */
export async function noteKnownCredentials(tx: Tx, agentId: string): Promise<void> {
  const rows = await tx
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .select("policy.repository_id")
    .distinct()
    .where("assignment.agent_id", "=", agentId)
    .execute();
  if (rows.length === 0) return;
  await tx
    .insertInto("known_credential")
    .values(rows.map(({ repository_id }) => ({ agent_id: agentId, repository_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
