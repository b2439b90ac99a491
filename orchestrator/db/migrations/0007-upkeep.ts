import { type Kysely, sql } from "kysely";

/** What is watched about repositories: doubts about their snapshots, warnings, samples, recovery kits, copies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table snapshot add column doubt text`,
  `create index snapshot_doubted on snapshot (repository_id, doubt) where doubt is not null`,
  `create table repository_upkeep (repository_id text primary key references repository(id) on delete cascade,
     listed_at text, listing_asked_at text, sampled_at text, kit_made_at text, kit_checked_at text,
     kit_stale integer not null) without rowid`,
  `create table repository_warning (id text primary key,
     repository_id text not null references repository(id) on delete cascade, code text not null, subject text not null,
     message text not null, since text not null, freezes integer not null, agent_id text, policy_id text, run_id text,
     acknowledged_at text, acknowledged_by text, told_at text, unique (repository_id, code, subject))`,
  `create index repository_warning_open on repository_warning (repository_id, freezes) where acknowledged_at is null`,
  `create table repository_sample (repository_id text not null references repository(id) on delete cascade,
     at text not null, latency_ms real, used_bytes integer, free_bytes integer, total_bytes integer,
     snapshot_count integer not null, appends_only integer, problem text, primary key (repository_id, at)) without rowid`,
  `create index repository_sample_by_time on repository_sample (at)`,
  `alter table maintenance_plan add column target_id text`,
  `alter table maintenance_plan add column rest_seconds integer`,
];
