import { randomUUID } from "node:crypto";
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
  const original = await tx
    .selectFrom("agent")
    .select("id")
    .where("machine_id", "=", agent.machine_id)
    .where("id", "!=", agent.id)
    .where("status", "=", "active")
    .executeTakeFirst();
  await tx
    .updateTable("agent")
    .set({
      status: "active",
      resembles_agent_id: null,
      ...(original !== undefined && { machine_id: randomUUID() }),
    })
    .where("id", "=", agent.id)
    .execute();
}

/**
 * The reinstalled machine already holds the new id, so its history moves to that: policies and open work of the old identity are
 * taken over, and the old identity is closed.
 */
async function mergeIntoKnown(tx: Tx, agent: AgentRow): Promise<void> {
  const known =
    agent.resembles_agent_id === null ? undefined : await readAgentRow(tx, agent.resembles_agent_id);
  if (known === undefined) throw new DomainError("wrong-state", "This machine resembles no other one.");
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
  await tx.updateTable("assignment").set({ agent_id: agent.id }).where("agent_id", "=", known.id).execute();
  for (const table of ["run", "task", "slot", "snapshot"] as const) {
    await tx.updateTable(table).set({ agent_id: agent.id }).where("agent_id", "=", known.id).execute();
  }
}
