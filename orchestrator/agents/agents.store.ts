import type * as z from "zod";
import type { AgentEvent, listAgentEvents } from "#contract/agents";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";

export type AgentRow = Row<"agent">;

export async function localAgentId(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom("agent")
    .select("id")
    .where("is_local", "=", 1)
    .where("status", "=", "active")
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function isOnline(db: Db, agentId: string): Promise<boolean> {
  const row = await readAgentRow(db, agentId);
  return row?.reachability === "online" && row.status === "active";
}

export function readAgentRow(db: Db, id: string): Promise<AgentRow | undefined> {
  return db.selectFrom("agent").selectAll().where("id", "=", id).executeTakeFirst();
}

type NewEvent = {
  agentId: string;
  at: string;
  kind: AgentEvent["kind"];
  from: string | null;
  to: string;
  reason: string;
};

export async function recordAgentEvent(
  tx: Tx,
  { agentId, at, kind, from, to, reason }: NewEvent,
): Promise<void> {
  await tx
    .insertInto("agent_event")
    .values({ agent_id: agentId, at, kind, from_value: from, to_value: to, reason } as Row<"agent_event">)
    .execute();
}

export async function findAgentEvents(
  db: Db,
  agentId: string,
  { limit, cursor }: z.output<(typeof listAgentEvents)["query"]>,
) {
  const before = cursor === undefined ? undefined : Number(decodeCursor(cursor, 1)[0]);
  const rows = await db
    .selectFrom("agent_event")
    .selectAll()
    .where("agent_id", "=", agentId)
    .$if(before !== undefined, (q) => q.where("id", "<", before ?? 0))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    (row) => ({
      id: row.id,
      at: row.at,
      kind: row.kind as AgentEvent["kind"],
      from: row.from_value,
      to: row.to_value,
      reason: row.reason,
    }),
  );
}
