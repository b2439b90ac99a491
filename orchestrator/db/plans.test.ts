import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";

let folder: string;
let db: Database;
let sqlite: Sqlite.Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-plans-"));
  db = await openDatabase(join(folder, "holdfast.db"));
  sqlite = new Sqlite(join(folder, "holdfast.db"), { readonly: true });
});
afterAll(async () => {
  sqlite.close();
  await db.close();
  await rm(folder, { recursive: true });
});

function planOf(query: string): string {
  const steps = sqlite.prepare(`explain query plan ${query}`).all() as { detail: string }[];
  return steps.map((step) => step.detail).join("; ");
}

const page = "order by started_at desc, id desc limit 50";

/** What the lists and the tick ask, each with the index that answers it: nothing is scanned or sorted, however long the history. */
test.each([
  ["runs", `select id from run where (started_at, id) < ('a', 'b') ${page}`, "run_by_time"],
  ["runs of a machine", `select id, exit_code from run where agent_id = 'a' ${page}`, "run_by_agent"],
  ["runs of a policy", `select id, exit_code from run where policy_id = 'a' ${page}`, "run_by_policy"],
  [
    "runs of a repository",
    `select id, exit_code from run where repository_id = 'a' ${page}`,
    "run_by_repository",
  ],
  [
    "failures that hold a text",
    `select started_at, id from run where failure_json is not null and started_at <= 'a' and like('%x%', failure_json, '\\') ${page}`,
    "run_with_failure",
  ],
  ["runs by status", `select id, exit_code from run where status = 'a' ${page}`, "run_by_status"],
  [
    "the ledger",
    "select * from slot where (scheduled_for, key) < ('a', 'b') order by scheduled_for desc, key desc limit 50",
    "slot_by_time",
  ],
  [
    "the ledger of a policy",
    "select * from slot where policy_id = 'a' order by scheduled_for desc, key desc limit 50",
    "slot_by_policy",
  ],
  [
    "what is due",
    "select * from assignment where next_due_at <= 'a' order by next_due_at",
    "assignment_by_due",
  ],
  [
    "what a machine may do",
    "select id from task where agent_id = 'a' and finished_at is null and status in ('queued', 'offered')",
    "task_open",
  ],
  [
    "what a repository is used by",
    "select id from task where repository_id = 'a' and finished_at is null",
    "task_open_by_repository",
  ],
  [
    "a log",
    "select seq, data from log_chunk where run_id = 'a' and seq > 3 order by seq limit 20",
    "sqlite_autoindex_log_chunk",
  ],
  [
    "snapshots",
    "select * from snapshot where repository_id = 'a' order by time desc, id desc limit 50",
    "snapshot_by_time",
  ],
  [
    "what starts in a minute",
    "select count(*) from assignment where next_due_at >= 'a' and next_due_at < 'b'",
    "assignment_by_due",
  ],
  [
    "how a machine was",
    "select * from agent_sample where agent_id = 'a' and at >= 'b' order by at",
    "PRIMARY KEY",
  ],
  ["old samples", "delete from agent_sample where at < 'a'", "agent_sample_by_time"],
  ["a key", "select id from agent where key_hash = 'a'", "sqlite_autoindex_agent"],
  [
    "what runs or waits, whoever does it",
    "select * from task where finished_at is null and status in ('running', 'unreachable')",
    "task_unfinished",
  ],
  [
    "how many tasks wait",
    "select status, count(*) from task where finished_at is null group by status",
    "task_unfinished",
  ],
  [
    "runs whose end nobody has looked at",
    "select id from run where finished_at is not null and noticed_at is null order by id limit 200",
    "run_unnoticed",
  ],
  [
    "what was told before",
    "select id, at from notice where subject in ('a', 'b') and status <> 'suppressed'",
    "notice_by_subject",
  ],
  [
    "what is told now",
    "select id from notice where status = 'waiting' and hold_until <= 'a' limit 1",
    "notice_held",
  ],
  [
    "machines by name",
    "select hostname, id from agent where status != 'revoked' and (hostname collate nocase, id) > ('a', 'b') order by hostname collate nocase, id limit 51",
    "agent_by_name",
  ],
  ["machines of a name", "select id from agent where hostname collate nocase in ('a', 'b')", "agent_by_name"],
  ["pauses that are over", "select id from agent where paused_until <= 'a'", "agent_by_pause_end"],
  [
    "plans of a wrong clock",
    "select policy_id from assignment where planned_through > 'a'",
    "assignment_by_plan",
  ],
  [
    "backups that are old",
    "select rowid from assignment where coalesce(last_good_at, created_at) <= 'a'",
    "assignment_by_last_good",
  ],
  [
    "good backups of a wrong clock",
    "select agent_id from assignment where coalesce(last_good_at, created_at) > 'a' and last_good_at > 'a'",
    "assignment_by_last_good",
  ],
  [
    "backups that failed",
    "select rowid from assignment where failures_in_a_row > 0 or last_outcome in ('failure', 'lost')",
    "assignment_in_trouble",
  ],
  [
    "what happened to a machine",
    "select * from agent_event where agent_id = 'a' order by id desc limit 50",
    "agent_event_by_agent",
  ],
])("%s are found by an index", (_what, query, index) => {
  const plan = planOf(query);

  expect(plan).toContain(index);
  expect(plan).not.toMatch(/SCAN (?!.*USING (COVERING )?INDEX)|TEMP B-TREE/);
});

test("no value decides over a plan, for then each execution would be planned anew", async () => {
  const held = (status: string) =>
    db.read
      .selectFrom("notice")
      .select("id")
      .where("status", "=", status)
      .explain(undefined, sql`query plan`);

  // By this one a partial index is chosen where SQLite may look at the values.
  expect(await held("waiting")).toEqual(await held("suppressed"));
});
