import { type Kysely, sql } from "kysely";

/** What the tick and the list of machines ask, without a look at every row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create index agent_by_name on agent (hostname collate nocase, id)`,
  `create index agent_by_pause_end on agent (paused_until) where paused_until is not null`,
  `create index assignment_by_plan on assignment (planned_through)`,
];
