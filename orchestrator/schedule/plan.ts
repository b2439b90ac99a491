import type { Schedule } from "#contract/schedule";
import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { policyBody } from "../policies/policies.store.ts";
import { jitterOf } from "./jitter.ts";
import { nextOccurrence } from "./occurrence.ts";

export type Which = { policyId?: string; agentId?: string };

/** Computes anew when the chosen assignments come due: after a policy, an assignment or a machine's zone has changed. */
export async function replan(tx: Tx, { policyId, agentId }: Which, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .select([
      "assignment.policy_id",
      "assignment.agent_id",
      "assignment.slot_agent_id",
      "policy.enabled",
      "policy.body_json",
      "agent.time_zone",
    ])
    .$if(policyId !== undefined, (q) => q.where("assignment.policy_id", "=", policyId ?? ""))
    .$if(agentId !== undefined, (q) => q.where("assignment.agent_id", "=", agentId ?? ""))
    .execute();
  for (const row of rows) {
    // The zone of a followed policy is written in it: a machine that moves waits for the next revision.
    if (row.slot_agent_id !== null && policyId === undefined) continue;
    const next = row.enabled === 1 ? nextSlot(row, now) : undefined;
    await tx
      .updateTable("assignment")
      .set({
        planned_through: toInstant(now),
        next_slot_at: next?.slotAt ?? null,
        next_due_at: next?.dueAt ?? null,
      })
      .where("policy_id", "=", row.policy_id)
      .where("agent_id", "=", row.agent_id)
      .execute();
  }
}

type Planned = {
  policy_id: string;
  agent_id: string;
  slot_agent_id: string | null;
  body_json: string;
  time_zone: string;
};

type Slot = { slotAt: string; dueAt: string };

/** The first slot after an instant, and when this machine acts on it. */
export function nextSlot(row: Planned, after: Date): Slot | undefined {
  return slotAfter(row, policyBody(row).schedules.backup, after);
}

export function slotAfter(
  row: Omit<Planned, "body_json">,
  schedule: Schedule | undefined,
  after: Date,
): Slot | undefined {
  const next = schedule && nextOccurrence(schedule, schedule.timeZone ?? row.time_zone, after);
  if (schedule === undefined || next === undefined) return undefined;
  return {
    slotAt: next.at,
    dueAt: toInstant(new Date(Date.parse(next.at) + delayMsOf(row, schedule.jitterSeconds))),
  };
}

/** A followed policy is the business of its orchestrator; so long after the time of a slot this machine looks whether it has to cover it. */
export const COVER_AFTER_MS = 120_000;

/** How long after the time of a slot this machine acts: its share of the jitter, and for a followed policy the wait for its orchestrator. */
export function delayMsOf(row: Omit<Planned, "body_json" | "time_zone">, jitterSeconds?: number): number {
  return jitterMsOf(row, jitterSeconds) + (row.slot_agent_id === null ? 0 : COVER_AFTER_MS);
}

export function jitterMsOf(row: Omit<Planned, "body_json" | "time_zone">, jitterSeconds?: number): number {
  return jitterOf(row.policy_id, row.slot_agent_id ?? row.agent_id, jitterSeconds) * 1_000;
}
