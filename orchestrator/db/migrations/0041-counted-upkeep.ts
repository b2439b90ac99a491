import { type Kysely, sql } from "kysely";

/** How often a repository was checked and drilled is counted beside the runs, of which the old ones leave the history. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table repository_upkeep add column good_checks integer not null default 0`,
  `alter table repository_upkeep add column drills integer not null default 0`,
  `update repository_upkeep set
     good_checks = (select count(*) from run where run.repository_id = repository_upkeep.repository_id
       and run.kind = 'check' and run.status = 'success'),
     drills = (select count(*) from run where run.repository_id = repository_upkeep.repository_id
       and run.kind = 'drill' and run.status in ('success', 'warning', 'failure'))`,
];
