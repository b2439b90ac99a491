import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";

export type UpstreamTask = Row<"upstream_task">;
type Key = Pick<UpstreamTask, "id" | "attempt">;

/** Attempts that are offered or at work here, or whose end still has to be told; oldest first. */
export function openAttempts(db: Db): Promise<UpstreamTask[]> {
  return db
    .selectFrom("upstream_task")
    .selectAll()
    .where("status", "in", [sql.lit("offered"), sql.lit("taken")])
    .orderBy("created_at")
    .execute();
}

export function readAttempt(db: Db, { id, attempt }: Key): Promise<UpstreamTask | undefined> {
  return db
    .selectFrom("upstream_task")
    .selectAll()
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .executeTakeFirst();
}

export async function changeAttempt(
  db: Db,
  { id, attempt }: Key,
  change: Partial<UpstreamTask>,
): Promise<void> {
  await db
    .updateTable("upstream_task")
    .set(change)
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .execute();
}
