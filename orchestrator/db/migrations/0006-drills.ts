import { type Kysely, sql } from "kysely";

/** Frozen once released: a later change of the schema is a later migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table repository add column proven_restore_at text`,
  `alter table repository add column proven_restore_run_id text`,
  // Due at once, so that the next look at what is due computes when it really is.
  `insert into maintenance_plan (repository_id, kind, schedule_json, agent_id, planned_through, next_due_at, next_slot_at)
     select repository.id, 'drill', '{"cron":"30 5 * * 0","jitterSeconds":3600,"catchUp":true}',
       (select max(other.agent_id) from maintenance_plan other where other.repository_id = repository.id),
       strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), null
     from repository where true on conflict do nothing`,
];
