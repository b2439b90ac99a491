import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { type AgentRow, readAgentRow, recordAgentEvent } from "./agents.store.ts";

/** Lets a pending machine in. As the same machine it goes on under the identity it had, and the old key is dead. */
export async function approveAgent(
  tx: Tx,
  id: string,
  sameMachine: boolean,
  actor: string,
  now: Date,
): Promise<void> {
  const agent = await readAgentRow(tx, id);
  if (agent === undefined) throw notFound("machine");
  if (agent.status !== "pending")
    throw new DomainError("wrong-state", "This machine is not waiting for approval.");
  if (sameMachine) await mergeIntoKnown(tx, agent);
  else await admitAsNew(tx, agent);
  await recordAgentEvent(tx, {
    agentId: id,
    at: toInstant(now),
    kind: "status",
    from: "pending",
    to: "active",
    reason: sameMachine ? `Approved by ${actor} as the machine it was before.` : `Approved by ${actor}.`,
  });
}

/** A copy of a machine that is here already gets a machine id of its own, which it learns when it registers next. */
async function admitAsNew(tx: Tx, agent: AgentRow): Promise<void> {
  const isCopy = (await activeTwin(tx, agent)) !== undefined;
  await tx
    .updateTable("agent")
    .set({ status: "active", resembles_agent_id: null, ...(isCopy && { machine_id: randomUUID() }) })
    .where("id", "=", agent.id)
    .execute();
}

/** Another one that is in under the same machine id. */
function activeTwin(tx: Tx, { id, machine_id }: AgentRow): Promise<AgentRow | undefined> {
  return tx
    .selectFrom("agent")
    .selectAll()
    .where("machine_id", "=", machine_id)
    .where("id", "!=", id)
    .where("status", "=", sql.lit("active"))
    .executeTakeFirst();
}

/** What belongs to a machine and goes with it to its new identity. */
const BELONGING = [
  ...(["assignment", "run", "task", "slot", "snapshot"] as const),
  ...(["repository", "maintenance_plan", "repository_warning", "known_credential", "reported_run"] as const),
];

/**
 * The reinstalled machine already holds the new id, so its history moves to that: policies, open work and repositories of its own
 * are taken over, and the old identity is closed.
 */
async function mergeIntoKnown(tx: Tx, agent: AgentRow): Promise<void> {
  // Since it asked, another claim may have been admitted as that machine.
  const known = (await activeTwin(tx, agent)) ?? (await resembled(tx, agent));
  if (known === undefined) throw new DomainError("wrong-state", "This machine resembles no other one.");
  if (known.is_local === 1)
    throw new DomainError(
      "wrong-state",
      "It resembles the computer that Holdfast runs on here, whose identity nobody else can take over. Approve it as a new machine.",
    );
  await tx
    .updateTable("agent")
    .set({ status: "revoked", key_hash: null })
    .where("id", "=", known.id)
    .execute();
  await tx
    .updateTable("agent")
    .set({
      status: "active",
      restic_host: known.restic_host,
      labels_json: known.labels_json,
      resembles_agent_id: null,
      policy_revision: known.policy_revision + 1,
    })
    .where("id", "=", agent.id)
    .execute();
  for (const table of BELONGING)
    await tx.updateTable(table).set({ agent_id: agent.id }).where("agent_id", "=", known.id).execute();
}

function resembled(tx: Tx, { resembles_agent_id: id }: AgentRow): Promise<AgentRow | undefined> {
  return id === null ? Promise.resolve(undefined) : readAgentRow(tx, id);
}
