import type * as z from "zod";
import type { EffectivePolicy, listAgentPolicies } from "#contract/agents";
import { type PolicyInput, policyInput } from "#contract/policies";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { unassignPolicy } from "../policies/assign-policy.ts";
import { dropWaiting } from "../policies/drop-waiting.ts";
import { replan } from "../schedule/plan.ts";
import type { Seal } from "../secrets/seal.ts";
import { BY_ITSELF, SWITCHED_OFF } from "../tasks/still-wanted.ts";
import { keepRepository, removeRepositories } from "./followed-repositories.ts";
import { freeName } from "./free-name.ts";
import { assertManaged } from "./managed.ts";
import { changeUpstream, type UpstreamRow } from "./upstream.store.ts";

export type Assigned = z.output<(typeof listAgentPolicies)["reply"]>;
type Deps = { tx: Tx; seal: Seal; upstream: UpstreamRow; localAgentId: string; now: Date };

/** Makes the sealed copy here show what the orchestrator assigned; what it took away goes, with what waits for it. */
export async function applyPolicies(deps: Deps, assigned: Assigned): Promise<void> {
  const { tx, upstream, localAgentId, now } = deps;
  const name = assigned.orchestratorName ?? upstream.name;
  for (const repository of assigned.repositories) {
    const { credentials } = repository;
    if (credentials === undefined) return;
    await keepRepository(deps, { ...repository, credentials }, name);
  }
  const kept = new Set(assigned.repositories.map(({ id }) => id));
  for (const policy of assigned.policies)
    if (kept.has(policy.repositoryId)) await keepPolicy(deps, policy, name);
  await removePolicies(
    tx,
    localAgentId,
    assigned.policies.map(({ id }) => id),
    now,
  );
  await removeRepositories(
    tx,
    assigned.repositories.map(({ id }) => id),
  );
  await changeUpstream(tx, {
    name,
    policy_revision: assigned.revision,
    ...(assigned.host !== undefined && { host: assigned.host }),
  });
}

async function keepPolicy(
  { tx, upstream, localAgentId, now }: Deps,
  policy: EffectivePolicy,
  managedBy: string,
): Promise<void> {
  const known = await tx.selectFrom("policy").selectAll().where("id", "=", policy.id).executeTakeFirst();
  if (known !== undefined) assertManaged("policy", known);
  const body = await bodyOf(tx, policy, managedBy);
  const columns = {
    name: body.name,
    repository_id: policy.repositoryId,
    enabled: policy.enabled ? 1 : 0,
    body_json: JSON.stringify(body),
    revision: policy.revision,
    managed_by: managedBy,
    updated_at: policy.updatedAt,
  };
  if (known === undefined) {
    await tx
      .insertInto("policy")
      .values({ id: policy.id, ...columns, created_at: policy.createdAt })
      .execute();
  } else {
    await tx.updateTable("policy").set(columns).where("id", "=", policy.id).execute();
  }
  const isNew = await keepAssignment(tx, { policy, localAgentId, upstream, managedBy }, now);
  if (isNew || known?.body_json !== columns.body_json || known.enabled !== columns.enabled) {
    await replan(tx, { policyId: policy.id, agentId: localAgentId }, now);
  }
  if (!policy.enabled) await dropWaiting(tx, { policyId: policy.id, origins: BY_ITSELF }, SWITCHED_OFF, now);
}

/** With the zone written in it: slots are named by it on both sides, whatever zone this machine moves to. */
async function bodyOf(tx: Tx, policy: EffectivePolicy, managedBy: string): Promise<PolicyInput> {
  const names = Object.keys(policyInput.shape) as (keyof PolicyInput)[];
  const body = policyInput.parse(Object.fromEntries(names.map((name) => [name, policy[name]])));
  const { backup } = body.schedules;
  return {
    ...body,
    name: await freeName(tx, "policy", policy, managedBy),
    schedules: backup === undefined ? {} : { backup: { ...backup, timeZone: policy.effective.timeZone } },
  };
}

type Kept = { policy: EffectivePolicy; localAgentId: string; upstream: UpstreamRow; managedBy: string };

async function keepAssignment(
  tx: Tx,
  { policy, localAgentId, upstream, managedBy }: Kept,
  now: Date,
): Promise<boolean> {
  const known = await tx
    .selectFrom("assignment")
    .select("slot_agent_id")
    .where("policy_id", "=", policy.id)
    .where("agent_id", "=", localAgentId)
    .executeTakeFirst();
  if (known?.slot_agent_id === upstream.agent_id) return false;
  if (known !== undefined) {
    await tx
      .updateTable("assignment")
      .set({ slot_agent_id: upstream.agent_id })
      .where("policy_id", "=", policy.id)
      .where("agent_id", "=", localAgentId)
      .execute();
    return true;
  }
  await tx
    .insertInto("assignment")
    .values({
      policy_id: policy.id,
      agent_id: localAgentId,
      slot_agent_id: upstream.agent_id,
      assigned_by: managedBy,
      created_at: toInstant(now),
      planned_through: toInstant(now),
      failures_in_a_row: 0,
    })
    .execute();
  return true;
}

/** What waits for one that goes is given up with its reason; what runs goes on to its end. */
export async function removePolicies(
  tx: Tx,
  localAgentId: string,
  kept: string[],
  now: Date,
): Promise<string[]> {
  const gone = await tx
    .selectFrom("policy")
    .select("id")
    .where("managed_by", "is not", null)
    .where("id", "not in", [...kept, ""])
    .execute();
  for (const { id } of gone) {
    const assigned = await tx
      .selectFrom("assignment")
      .select("agent_id")
      .where("policy_id", "=", id)
      .where("agent_id", "=", localAgentId)
      .executeTakeFirst();
    if (assigned !== undefined) await unassignPolicy(tx, { policyId: id, agentId: localAgentId }, now);
    await tx.deleteFrom("policy").where("id", "=", id).execute();
  }
  return gone.map(({ id }) => id);
}
