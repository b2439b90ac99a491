import { type Kysely, sql } from "kysely";

/** Frozen once released: a later change of the schema is a later migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table consent (task_id text primary key references task(id) on delete cascade, asked_by text not null,
         asked_at text not null, expires_at text not null, what_json text not null, answer text, answered_by text, answered_at text)`,
    )
    .execute(db);
}
