import { sql } from "kysely";
import type * as z from "zod";
import type { listSlots, Slot, SlotOutcome } from "#contract/schedule";
import type { TaskKind } from "#contract/task";
import type { Db } from "../db/database.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";

type Query = z.output<(typeof listSlots)["query"]>;

/** Every slot that came due, with what became of it, newest first. */
export async function findSlots(db: Db, query: Query) {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2);
  const rows = await db
    .selectFrom("slot")
    .leftJoin("policy", "policy.id", "slot.policy_id")
    .leftJoin("agent", "agent.id", "slot.agent_id")
    .selectAll("slot")
    .select(["policy.name as policy_name", "agent.hostname"])
    .$if(query.policy !== undefined, (q) => q.where("slot.policy_id", "=", query.policy ?? ""))
    .$if(query.agent !== undefined, (q) => q.where("slot.agent_id", "=", query.agent ?? ""))
    .$if(query.outcome !== undefined, (q) => q.where("slot.outcome", "=", query.outcome ?? ""))
    .$if(query.from !== undefined, (q) => q.where("slot.scheduled_for", ">=", query.from ?? ""))
    .$if(query.to !== undefined, (q) => q.where("slot.scheduled_for", "<", query.to ?? ""))
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(slot.scheduled_for, slot.key) < (${after?.[0]}, ${after?.[1]})`),
    )
    .orderBy("slot.scheduled_for", "desc")
    .orderBy("slot.key", "desc")
    .limit(query.limit + 1)
    .execute();
  return pageOf(
    rows,
    query.limit,
    (row) => [row.scheduled_for, row.key],
    (row): Slot => ({
      key: row.key,
      policyId: row.policy_id,
      policyName: row.policy_id === null ? null : (row.policy_name ?? "(deleted)"),
      repositoryId: row.repository_id,
      agentId: row.agent_id,
      hostname: row.hostname ?? "(removed)",
      kind: row.kind as TaskKind,
      scheduledFor: row.scheduled_for,
      outcome: row.outcome as SlotOutcome,
      reason: row.reason,
      taskId: row.task_id,
      runId: row.run_id,
    }),
  );
}
