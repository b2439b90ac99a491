import type { Database, Tx } from "../db/database.ts";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { type AgentRow, readAgentRow, recordAgentEvent } from "./agents.store.ts";

type Pause = Pick<AgentRow, "paused_at" | "paused_until">;

export function isPaused({ paused_at, paused_until }: Pause, now: Date): boolean {
  return paused_at !== null && (paused_until === null || paused_until > toInstant(now));
}

/** "until 2026-11-25 08:00 UTC", or "until somebody resumes them". */
export function pauseWords({ paused_until }: Pause): string {
  if (paused_until === null) return "until somebody resumes them";
  return `until ${paused_until.slice(0, 16).replace("T", " ")} UTC`;
}

/** Holds the scheduled backups of a machine back; those that a person starts still run. */
export async function pauseAgent(
  tx: Tx,
  id: string,
  until: string | undefined,
  actor: string,
  now: Date,
): Promise<void> {
  const agent = await activeAgent(tx, id);
  // Instants are compared as text, so they need the one form that all others here have.
  const paused_until = until === undefined ? null : toInstant(new Date(until));
  if (paused_until !== null && paused_until <= toInstant(now))
    throw invalidField("until", "must lie in the future");
  const pause = { paused_at: isPaused(agent, now) ? agent.paused_at : toInstant(now), paused_until };
  await tx.updateTable("agent").set(pause).where("id", "=", id).execute();
  const reason = `Backups were paused by ${actor} ${pauseWords(pause)}.`;
  await recordAgentEvent(tx, {
    agentId: id,
    at: toInstant(now),
    kind: "pause",
    from: null,
    to: "paused",
    reason,
  });
}

export async function resumeAgent(tx: Tx, id: string, actor: string, now: Date): Promise<void> {
  const agent = await activeAgent(tx, id);
  if (agent.paused_at !== null) await endPause(tx, id, `Backups were resumed by ${actor}.`, now);
}

/** Ends the pauses whose time is over; returns the machines. */
export async function endPauses(db: Database, now: Date): Promise<string[]> {
  const over = await db.read
    .selectFrom("agent")
    .select("id")
    .where("paused_until", "<=", toInstant(now))
    .execute();
  if (over.length === 0) return [];
  await db.write(async (tx) => {
    for (const { id } of over) await endPause(tx, id, "The pause is over.", now);
  });
  return over.map(({ id }) => id);
}

async function endPause(tx: Tx, agentId: string, reason: string, now: Date): Promise<void> {
  await tx
    .updateTable("agent")
    .set({ paused_at: null, paused_until: null })
    .where("id", "=", agentId)
    .execute();
  await recordAgentEvent(tx, {
    agentId,
    at: toInstant(now),
    kind: "pause",
    from: "paused",
    to: "running",
    reason,
  });
}

async function activeAgent(tx: Tx, id: string): Promise<AgentRow> {
  const agent = await readAgentRow(tx, id);
  if (agent === undefined) throw notFound("machine");
  if (agent.status === "active") return agent;
  throw new DomainError(
    "wrong-state",
    "This machine is not approved, or was removed; it has no backups to pause.",
  );
}
