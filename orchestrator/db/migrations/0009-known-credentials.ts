import { type Kysely, sql } from "kysely";

/** Which machine may know the credentials of which repository: asked when one is stolen, also after its policies are gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table known_credential (agent_id text not null, repository_id text not null references repository(id) on delete cascade,
     primary key (agent_id, repository_id))`.execute(db);
}
