import { type Kysely, sql } from "kysely";

/** What an install keeps that follows another one, and what that other one keeps of runs that it did not ask for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table policy add column managed_by text`,
  `alter table repository add column managed_by text`,
  `alter table repository add column sealed_access text`,
  `alter table assignment add column slot_agent_id text`,
  `alter table task add column sealed_offer text`,
  `alter table agent add column slots_reported_through text`,
  `create index slot_left_open on slot (agent_id, scheduled_for) where outcome = 'pending' and task_id is null`,

  `create table upstream (id text primary key, orchestrator_id text not null, name text not null, pin text not null,
     addresses_json text not null, status text not null, machine_id text not null, agent_id text not null,
     sealed_key text, host text, policy_revision integer, joined_at text not null, last_contact_at text, ended_reason text)`,
  `create table upstream_task (id text not null, attempt integer not null, lease_token text not null, status text not null,
     acknowledged integer not null, sealed_offer text, local_task_id text, local_attempt integer, next_seq integer not null,
     report_json text, run_id text, created_at text not null, primary key (id, attempt))`,
  `create index upstream_task_open on upstream_task (created_at) where status in ('offered', 'taken')`,
  `create index upstream_task_by_local on upstream_task (local_task_id)`,
  `create table upstream_report (task_id text primary key references task(id) on delete cascade, run_id text,
     upstream_run_id text, next_seq integer not null, status text not null, created_at text not null)`,
  `create index upstream_report_open on upstream_report (created_at) where status <> 'done'`,

  `create table reported_run (agent_id text not null, local_run_id text not null, run_id text not null,
     primary key (agent_id, local_run_id)) without rowid`,
];
