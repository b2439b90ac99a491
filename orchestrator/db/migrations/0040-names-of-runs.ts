import { type Kysely, sql } from "kysely";

/** What a text is looked for in instead of a million runs: the names that they bear, and those that failed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const LONGER = `on conflict (kind, thing_id, name) do update set
     first_at = case when excluded.first_at < run_name.first_at then excluded.first_at else run_name.first_at end,
     last_at = case when excluded.last_at > run_name.last_at then excluded.last_at else run_name.last_at end`;

const statements = [
  `create table run_name (kind text not null, thing_id text not null, name text not null, first_at text not null,
     last_at text not null, primary key (kind, thing_id, name)) without rowid`,
  `insert into run_name (kind, thing_id, name, first_at, last_at)
     select 'policy', policy_id, policy_name, min(started_at), max(started_at) from run
     where policy_id is not null and policy_name is not null group by policy_id, policy_name`,
  `insert into run_name (kind, thing_id, name, first_at, last_at)
     select 'repository', repository_id, repository_name, min(started_at), max(started_at) from run
     group by repository_id, repository_name`,
  `create trigger run_names_policy after insert on run when new.policy_id is not null and new.policy_name is not null
     begin insert into run_name (kind, thing_id, name, first_at, last_at)
     values ('policy', new.policy_id, new.policy_name, new.started_at, new.started_at) ${LONGER}; end`,
  `create trigger run_names_repository after insert on run when new.repository_name is not null
     begin insert into run_name (kind, thing_id, name, first_at, last_at)
     values ('repository', new.repository_id, new.repository_name, new.started_at, new.started_at) ${LONGER}; end`,
  `create index run_with_failure on run (started_at, id) where failure_json is not null`,
];
