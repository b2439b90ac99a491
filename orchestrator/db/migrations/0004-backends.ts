import { type Kysely, sql } from "kysely";

/** Who signs in to prune, and repositories that belong to one machine of a common place. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table repository add column has_maintainer integer`,
  `alter table repository add column per_agent integer`,
  `alter table repository add column parent_id text references repository(id)`,
  `alter table repository add column agent_id text references agent(id)`,
  `create unique index repository_by_parent on repository (parent_id, agent_id) where parent_id is not null`,
];
