import type { EffectivePolicy, EffectiveValue } from "#contract/agents";
import type { OperatingSystem } from "#contract/values";
import type { Db } from "../db/database.ts";
import { sourcesOf } from "../policies/effective-policy.ts";
import { labelsOfPolicy, toPolicy } from "../policies/policies.store.ts";
import { accessOf, placeOf } from "../repositories/open-repository.ts";
import { repositoryFor } from "../repositories/own-repositories.ts";
import { nextRunAt } from "../schedule/next-run.ts";
import type { Seal } from "../secrets/seal.ts";
import { orchestratorName } from "../settings/orchestrator-name.ts";
import { factsOf } from "./facts.ts";

/** The policies of a machine as it will run them. Credentials are in the answer only when the machine itself asks. */
export async function agentPolicies(
  db: Db,
  seal: Seal,
  agentId: string,
  withCredentials: boolean,
  now: Date,
) {
  const agent = await db
    .selectFrom("agent")
    .select(["policy_revision", "time_zone", "os", "facts_json", "restic_host", "paused_at", "paused_until"])
    .where("id", "=", agentId)
    .executeTakeFirstOrThrow();
  const rows = await Promise.all(
    (await assignedPolicies(db, agentId)).map(async (row) => ({
      ...row,
      repository_id: await repositoryFor(db, row.repository_id, agentId),
    })),
  );
  const repositories = await db
    .selectFrom("repository")
    .selectAll()
    .where("id", "in", [...rows.map((row) => row.repository_id), ""])
    .execute();
  const machine = { os: agent.os as OperatingSystem, folders: factsOf(agent)?.folders };
  return {
    revision: agent.policy_revision,
    policies: rows.map((row): EffectivePolicy => {
      const policy = toPolicy(row);
      const sources = sourcesOf(policy, machine);
      const ownZone = policy.schedules.backup?.timeZone;
      return {
        ...policy,
        repositoryId: row.repository_id,
        assignedBy: row.assigned_by,
        byLabel: row.by_label,
        effective: {
          include: sources.include.map(shown),
          optionalPaths: sources.optionalPaths.map(shown),
          exclude: sources.exclude.map(shown),
          timeZone: ownZone ?? agent.time_zone,
          nextRunAt: nextRunAt(
            { ...row, ...agent, policy_id: policy.id, agent_id: agentId },
            policy.schedules.backup,
            now,
          ),
          sources: { ...sources, timeZone: ownZone === undefined ? "machine" : "policy" },
        },
      };
    }),
    repositories: repositories.map((row) => {
      const { credentials, ...place } = accessOf(row, seal);
      return { ...place, name: row.name, place: placeOf(row), ...(withCredentials && { credentials }) };
    }),
    host: agent.restic_host,
    orchestratorName: await orchestratorName(db),
  };
}

const shown = ({ value, resolved }: EffectiveValue) => resolved ?? value;

function assignedPolicies(db: Db, agentId: string) {
  return db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("repository", "repository.id", "policy.repository_id")
    .selectAll("policy")
    .select((eb) => [
      "assignment.assigned_by",
      "assignment.by_label",
      labelsOfPolicy,
      "assignment.slot_agent_id",
      "assignment.next_slot_at",
      "assignment.next_due_at",
      "repository.name as repository_name",
      eb.lit<number | null>(1).as("agent_count"),
    ])
    .where("assignment.agent_id", "=", agentId)
    .orderBy("policy.name")
    .execute();
}
