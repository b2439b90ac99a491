import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import type { Which } from "./plan.ts";

const DUE_AT_ONCE = 200;

export type Due = Row<"assignment"> & {
  body_json: string;
  repository_id: string;
  time_zone: string;
  managed_by: string | null;
  slots_reported_through: string | null;
};

export function dueAssignments(
  db: Db,
  now: Date,
  { policyId, agentId }: Which = {},
  /** Those whose time has come, or has come with what the jitter adds. */
  by: "next_slot_at" | "next_due_at" = "next_due_at",
) {
  return db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .selectAll("assignment")
    .select([
      "policy.body_json",
      "policy.repository_id",
      "policy.managed_by",
      "agent.time_zone",
      "agent.slots_reported_through",
    ])
    .where(by, "<=", toInstant(now))
    .$if(policyId !== undefined, (q) => q.where("assignment.policy_id", "=", policyId ?? ""))
    .$if(agentId !== undefined, (q) => q.where("assignment.agent_id", "=", agentId ?? ""))
    .orderBy("next_due_at");
}

/** Each that is due once, some at a time: also those that stay due, because it is too early to say. */
export async function* dueInPortions(db: Db, now: Date): AsyncGenerator<Due[]> {
  const given = new Set<string>();
  const stillDue = new Set<string>();
  for (;;) {
    const known = stillDue.size;
    const due = await dueAssignments(db, now)
      .limit(atMost(DUE_AT_ONCE + known))
      .execute();
    const fresh = due.filter((row) => !given.has(pairOf(row)));
    for (const row of due) if (given.has(pairOf(row))) stillDue.add(pairOf(row));
    if (fresh.length === 0 && stillDue.size === known) return;
    for (const row of fresh) given.add(pairOf(row));
    if (fresh.length > 0) yield fresh;
  }
}

function pairOf(row: Due): string {
  return `${row.policy_id}/${row.agent_id}`;
}
