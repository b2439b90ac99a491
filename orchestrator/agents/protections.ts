import { sql } from "kysely";
import type { Protection } from "#contract/agents";
import type { RunStatus } from "#contract/outcome";
import type { PolicyInput } from "#contract/policies";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { policyBody } from "../policies/policies.store.ts";
import { nextRunAt } from "../schedule/next-run.ts";
import { type ProtectionVerdict, protectionOf, SOONEST_RED_MS } from "../schedule/protection.ts";
import { isPaused } from "./pause-agent.ts";

const COLUMNS = [
  "policy_id",
  "agent_id",
  "created_at",
  "slot_agent_id",
  "next_slot_at",
  "next_due_at",
  "last_good_at",
  "last_outcome",
  "last_run_id",
  "failures_in_a_row",
] as const;
type PairRow = Pick<Row<"assignment">, (typeof COLUMNS)[number]> & {
  policy_name: string;
  enabled: number;
  time_zone: string;
  hostname: string;
  paused_at: string | null;
  paused_until: string | null;
};
export type ProtectedPair = PairRow & { verdict: ProtectionVerdict; nextRunAt: string | null };

/** How well each policy protects each machine (or some machines) now. Machines that were removed do not count. */
export async function protections(db: Db, now: Date, agentIds?: string[]): Promise<ProtectedPair[]> {
  const rows = await pairs(db)
    .$if(agentIds !== undefined, (q) => q.where("assignment.agent_id", "in", [...(agentIds ?? []), ""]))
    .execute();
  return judged(db, rows, now);
}

/** Those among them that failed, or have no good backup for so long that they may be at risk: in a fleet that is well there are few. */
export async function doubtfulProtections(db: Db, now: Date): Promise<ProtectedPair[]> {
  const before = toInstant(new Date(now.getTime() - SOONEST_RED_MS));
  const rows = await pairs(db)
    .where(
      sql<boolean>`assignment.rowid in (
        select late.rowid from assignment as late where coalesce(last_good_at, created_at) <= ${before}
        union all select bad.rowid from assignment as bad where failures_in_a_row > 0 or last_outcome in ('failure', 'lost'))`,
    )
    .execute();
  return judged(db, rows, now);
}

function pairs(db: Db) {
  return db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .select(COLUMNS.map((column) => `assignment.${column}` as const))
    .select([
      "policy.name as policy_name",
      "policy.enabled",
      "agent.time_zone",
      "agent.hostname",
      "agent.paused_at",
      "agent.paused_until",
    ])
    .where("agent.status", "=", "active");
}

/** So many ids are named in a query; more than that are nearly all there are. */
const MOST_IDS = 500;

/** The texts of policies are read once each: a fleet shares few, and with every machine they were most of the cost. */
async function judged(db: Db, rows: PairRow[], now: Date): Promise<ProtectedPair[]> {
  const ids = [...new Set(rows.map(({ policy_id }) => policy_id))];
  const policies = await db
    .selectFrom("policy")
    .select(["id", "body_json"])
    .$if(ids.length <= MOST_IDS, (q) => q.where("id", "in", [...ids, ""]))
    .execute();
  const bodies = new Map(policies.map((policy) => [policy.id, policyBody(policy)]));
  return rows.flatMap((row) => {
    const body = bodies.get(row.policy_id);
    if (body === undefined) return [];
    const judgement = {
      verdict: verdictOf(row, body, now),
      nextRunAt: nextRunAt(row, body.schedules.backup, now),
    };
    return [Object.assign(row, judgement)];
  });
}

function verdictOf(row: PairRow, body: PolicyInput, now: Date): ProtectionVerdict {
  const lastOutcome = row.last_outcome as RunStatus | null;
  return protectionOf({
    schedule: body.schedules.backup,
    zone: row.time_zone,
    profile: body.profile,
    lastGoodAt: row.last_good_at,
    assignedAt: row.created_at,
    lastOutcome: lastOutcome === "running" ? null : lastOutcome,
    failuresInARow: row.failures_in_a_row,
    paused: row.enabled === 0 || isPaused(row, now),
    now,
  });
}

const WORST_FIRST: Protection[] = ["at-risk", "late", "never", "protected", "paused"];

/** A machine is as well protected as the worst of its policies; without one it is not protected at all. */
export function worstOf(states: Protection[]): Protection {
  return WORST_FIRST.find((state) => states.includes(state)) ?? "never";
}
