import { type InferResult, sql } from "kysely";
import type * as z from "zod";
import type { Assignment, listPolicyAgents } from "#contract/policies";
import type { Db } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { nextRunAt } from "../schedule/next-run.ts";
import { policyBody } from "./policies.store.ts";

type PageQuery = z.output<(typeof listPolicyAgents)["query"]>;

/** The machines of a policy, by name. */
export async function findAssignments(db: Db, policyId: string, { limit, cursor }: PageQuery, now: Date) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 2);
  const rows = await assignments(db)
    .where("policy_id", "=", policyId)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(agent.hostname, agent.id) > (${after?.[0]}, ${after?.[1]})`),
    )
    .orderBy("agent.hostname")
    .orderBy("agent.id")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    ({ hostname, agent_id }) => [hostname, agent_id],
    (row) => toAssignment(row, now),
  );
}

export async function findAssignment(
  db: Db,
  { policyId, agentId }: { policyId: string; agentId: string },
  now: Date,
): Promise<Assignment | undefined> {
  const row = await assignments(db)
    .where("policy_id", "=", policyId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  return row && toAssignment(row, now);
}

function assignments(db: Db) {
  return db
    .selectFrom("assignment")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .selectAll("assignment")
    .select([
      "agent.hostname",
      "agent.time_zone",
      "agent.paused_at",
      "agent.paused_until",
      "policy.body_json",
    ]);
}

type AssignmentRow = InferResult<ReturnType<typeof assignments>>[number];

function toAssignment(row: AssignmentRow, now: Date): Assignment {
  return {
    policyId: row.policy_id,
    agentId: row.agent_id,
    hostname: row.hostname,
    assignedBy: row.assigned_by,
    byLabel: row.by_label,
    createdAt: row.created_at,
    lastGoodAt: row.last_good_at,
    nextRunAt: nextRunAt(row, policyBody(row).schedules.backup, now),
  };
}
