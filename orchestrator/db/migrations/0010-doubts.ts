import { type Kysely, sql } from "kysely";

/** Whose backups may be at risk, found without a look at every assignment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create index assignment_by_last_good on assignment (coalesce(last_good_at, created_at))`,
  `create index assignment_in_trouble on assignment (policy_id, agent_id)
     where failures_in_a_row > 0 or last_outcome in ('failure', 'lost')`,
];
