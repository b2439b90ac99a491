import type { Tx } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import type { Sealing } from "../repositories/own-repositories.ts";
import { assignPolicy, unassignPolicy } from "./assign-policy.ts";

export type NewTask = { taskId: string; agentId: string; policyId: null };
type Pair = { policyId: string; agentId: string };
type Wanted = Pair & { label: string };

/**
 * Brings the assignments of a machine or a policy into step with their labels: what a label brings is assigned, what it brought
 * and brings no longer is taken away. An assignment that a person made is never touched. Returns the tasks of first contact.
 */
export async function followLabels(
  { tx, seal }: Sealing,
  which: { agentId: string } | { policyId: string },
  now: Date,
): Promise<NewTask[]> {
  const wanted = await wantedPairs(tx, which);
  const made: NewTask[] = [];
  for (const pair of wanted) {
    const { initTaskId } = await assignPolicy(
      { tx, seal },
      pair,
      { actor: `label ${pair.label}`, byLabel: pair.label },
      now,
    );
    if (initTaskId !== undefined) made.push({ taskId: initTaskId, agentId: pair.agentId, policyId: null });
  }
  const kept = new Set(wanted.map(keyOf));
  for (const pair of await broughtPairs(tx, which)) {
    if (!kept.has(keyOf(pair))) await unassignPolicy(tx, pair, now);
  }
  return made;
}

/** A policy that a label brings would be back at once. */
export async function assertNotByLabel(tx: Tx, pair: Pair): Promise<void> {
  const wanted = await wantedPairs(tx, { policyId: pair.policyId });
  const label = wanted.find((one) => one.agentId === pair.agentId)?.label;
  if (label === undefined) return;
  throw new DomainError(
    "in-use",
    `The policy applies to this machine by the label “${label}”. Take the label from the machine, or from the policy.`,
  );
}

const keyOf = ({ policyId, agentId }: Pair) => `${policyId}/${agentId}`;

async function wantedPairs(tx: Tx, which: { agentId: string } | { policyId: string }): Promise<Wanted[]> {
  const labels = await tx
    .selectFrom("policy_label")
    .select(["policy_id", "label"])
    .$if("policyId" in which, (q) => q.where("policy_id", "=", "policyId" in which ? which.policyId : ""))
    .orderBy("label")
    .execute();
  if (labels.length === 0) return [];
  const agents = await tx
    .selectFrom("agent")
    .select(["id", "labels_json"])
    .where("status", "=", "active")
    .$if("agentId" in which, (q) => q.where("id", "=", "agentId" in which ? which.agentId : ""))
    .execute();
  const pairs = new Map<string, Wanted>();
  for (const agent of agents) {
    const carried = new Set(JSON.parse(agent.labels_json) as string[]);
    for (const { policy_id, label } of labels) {
      const pair = { policyId: policy_id, agentId: agent.id, label };
      if (carried.has(label) && !pairs.has(keyOf(pair))) pairs.set(keyOf(pair), pair);
    }
  }
  return [...pairs.values()];
}

async function broughtPairs(tx: Tx, which: { agentId: string } | { policyId: string }): Promise<Pair[]> {
  const rows = await tx
    .selectFrom("assignment")
    .select(["policy_id", "agent_id"])
    .where("by_label", "is not", null)
    .where((eb) =>
      "agentId" in which ? eb("agent_id", "=", which.agentId) : eb("policy_id", "=", which.policyId),
    )
    .execute();
  return rows.map(({ policy_id, agent_id }) => ({ policyId: policy_id, agentId: agent_id }));
}
