import type { PruneOfPolicy } from "#contract/maintenance";
import { runSummary } from "#contract/outcome";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import { policyBody } from "../policies/policies.store.ts";

/** Each policy with its machines; a machine that was taken from a policy keeps its snapshots. */
export async function prunesOf(db: Db, repositoryId: string): Promise<PruneOfPolicy[]> {
  const { parent_id, agent_id } = await db
    .selectFrom("repository")
    .select(["parent_id", "agent_id"])
    .where("id", "=", repositoryId)
    .executeTakeFirstOrThrow();
  const policies = await db
    .selectFrom("policy")
    .selectAll()
    .where("repository_id", "=", parent_id ?? repositoryId)
    .orderBy("name")
    .execute();
  const retained = await retainedByLast(db, repositoryId);
  return Promise.all(
    policies.map(async (policy) => ({
      policyId: policy.id,
      policyName: policy.name,
      retention: policyBody(policy).retention,
      ...(policy.retention_changed_at !== null && { retentionChangedAt: policy.retention_changed_at }),
      hosts: (await machinesOf(db, policy.id, agent_id)).map(({ restic_host: host, newest }) => {
        const before = retained.find((row) => row.policyId === policy.id && row.host === host);
        return {
          host,
          ...(newest != null && { newestSnapshotId: newest }),
          ...(before && { keptBefore: before.kept }),
        };
      }),
    })),
  );
}

/** All that the policy protects, or the one whose own repository it is. */
function machinesOf(db: Db, policyId: string, only: string | null) {
  return db
    .selectFrom("assignment")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .select((eb) => [
      "agent.restic_host",
      eb
        .selectFrom("snapshot")
        .select("snapshot.id")
        .whereRef("snapshot.agent_id", "=", "assignment.agent_id")
        .whereRef("snapshot.policy_id", "=", "assignment.policy_id")
        .where("snapshot.doubt", "is", null)
        .orderBy("snapshot.time", "desc")
        .limit(atMost(1))
        .as("newest"),
    ])
    .where("assignment.policy_id", "=", policyId)
    .$if(only !== null, (query) => query.where("assignment.agent_id", "=", only ?? ""))
    .where("agent.status", "=", "active")
    .orderBy("agent.restic_host")
    .execute();
}

async function retainedByLast(db: Db, repositoryId: string) {
  const last = await db
    .selectFrom("run")
    .select("summary_json")
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "prune")
    .where("status", "=", "success")
    .orderBy("started_at", "desc")
    .executeTakeFirst();
  return runSummary.parse(JSON.parse(last?.summary_json ?? "{}")).retained ?? [];
}
