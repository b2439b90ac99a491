import type { Tx } from "../db/database.ts";

type Touched = { agentId: string } | { policyId: string } | { repositoryId: string };

/** Tells the machines concerned, with their next heartbeat, that what they follow has changed. */
export async function bumpRevisions(tx: Tx, touched: Touched): Promise<void> {
  await tx
    .updateTable("agent")
    .set((eb) => ({ policy_revision: eb("policy_revision", "+", 1) }))
    .where((eb) => {
      if ("agentId" in touched) return eb("agent.id", "=", touched.agentId);
      const assigned = eb
        .selectFrom("assignment")
        .innerJoin("policy", "policy.id", "assignment.policy_id")
        .select("assignment.agent_id")
        .where(
          "policyId" in touched ? "policy.id" : "policy.repository_id",
          "=",
          "policyId" in touched ? touched.policyId : touched.repositoryId,
        );
      return eb("agent.id", "in", assigned);
    })
    .execute();
}
