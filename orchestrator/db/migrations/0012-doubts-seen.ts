import { type Kysely, sql } from "kysely";

/** A person has seen that nobody can vouch for a snapshot: it freezes nothing any more, and still takes no good one's place. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table snapshot add column doubt_seen_at text`.execute(db);
}
