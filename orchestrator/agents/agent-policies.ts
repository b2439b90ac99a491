import type { EffectivePolicy } from "#contract/agents";
import type { Db } from "../db/database.ts";
import { toPolicy } from "../policies/policies.store.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";

/** The policies of a machine as it will run them. Credentials are in the answer only when the machine itself asks. */
export async function agentPolicies(db: Db, seal: Seal, agentId: string, withCredentials: boolean) {
  const agent = await db
    .selectFrom("agent")
    .select(["policy_revision", "time_zone"])
    .where("id", "=", agentId)
    .executeTakeFirstOrThrow();
  const rows = await assignedPolicies(db, agentId);
  const repositories = await db
    .selectFrom("repository")
    .selectAll()
    .where("id", "in", [...rows.map((row) => row.repository_id), ""])
    .execute();
  return {
    revision: agent.policy_revision,
    policies: rows.map((row): EffectivePolicy => {
      const policy = toPolicy(row);
      const timeZone = policy.schedules.backup?.timeZone ?? agent.time_zone;
      return {
        ...policy,
        assignedBy: row.assigned_by,
        effective: { include: policy.include, timeZone, nextRunAt: row.next_slot_at },
      };
    }),
    repositories: repositories.map((row) => {
      const { credentials, ...place } = accessOf(row, seal);
      return { ...place, name: row.name, ...(withCredentials && { credentials }) };
    }),
  };
}

function assignedPolicies(db: Db, agentId: string) {
  return db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("repository", "repository.id", "policy.repository_id")
    .selectAll("policy")
    .select((eb) => [
      "assignment.assigned_by",
      "assignment.next_slot_at",
      "repository.name as repository_name",
      eb.val<number | null>(1).as("agent_count"),
    ])
    .where("assignment.agent_id", "=", agentId)
    .orderBy("policy.name")
    .execute();
}
