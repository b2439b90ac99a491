import Sqlite from "better-sqlite3";
import { type PolicyDraft, policyInput } from "#contract/policies";

type Sizes = { machines: number; runs: number; now: number; repositoryId: string };

const POLICY = "0193c0de-0000-7000-8002-000000000000";
const SPACING_SECONDS = 60;

/** Fills the database of a core that is stopped: every machine follows one policy and has its share of the runs, one a minute. */
export function addMany(file: string, sizes: Sizes): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma("synchronous = off");
  sqlite.pragma("foreign_keys = off");
  const indexes = dropIndexes(sqlite);
  sqlite.transaction(() => {
    addMachines(sqlite, sizes);
    addRuns(sqlite, sizes);
  })();
  // Sorted at once is faster than entry by entry.
  for (const sql of indexes) sqlite.exec(sql);
  sqlite.close();
}

function dropIndexes(sqlite: Sqlite.Database): string[] {
  const found = sqlite
    .prepare(
      "select name, sql from sqlite_schema where type = 'index' and tbl_name in ('run', 'task') and sql is not null",
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of found) sqlite.exec(`drop index ${name}`);
  return found.map(({ sql }) => sql);
}

const numbers = (most: number) =>
  `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${most})`;
const idOf = (table: number, number = "i") =>
  `printf('0193c0de-0000-7000-${8_000 + table}-%012d', ${number})`;

function addMachines(sqlite: Sqlite.Database, { machines, repositoryId, now: at }: Sizes): void {
  const now = new Date(at).toISOString();
  const draft: PolicyDraft = {
    ...{ name: "Documents", repositoryId, include: ["/home"] },
    schedules: { backup: { cron: "0 12 * * *", timeZone: "UTC" } },
  };
  sqlite.exec(`
    ${numbers(machines)} insert into agent (id, machine_id, status, is_local, hostname, restic_host, os, os_version, arch,
      app_version, protocol_version, time_zone, labels_json, reachability, last_seen_at, policy_revision, created_at)
      select ${idOf(0)}, ${idOf(100)}, 'active', 0, printf('pc-%05d', i), 'pc-' || i, 'linux', 'Debian 13', 'x64', '0.1.0', 1,
        'UTC', '[]', iif(i % 9 = 0, 'offline', 'online'), '${now}', 1, '${now}' from n;
  `);
  sqlite
    .prepare(
      `insert into policy (id, name, repository_id, enabled, body_json, revision, created_at, updated_at)
       values (?, 'Documents', ?, 1, ?, 1, ?, ?)`,
    )
    .run(POLICY, repositoryId, JSON.stringify(policyInput.parse(draft)), now, now);
  sqlite.exec(`
    insert into assignment (policy_id, agent_id, assigned_by, created_at, planned_through, next_due_at, next_slot_at,
      last_good_at, last_outcome, failures_in_a_row)
      select '${POLICY}', id, 'ann', '${now}', '${now}', '${daysLater(now)}', '${daysLater(now)}',
        '${now}', iif(rowid % 50 = 0, 'failure', 'success'), iif(rowid % 50 = 0, 1, 0) from agent where is_local = 0;
  `);
}

/** Beyond the time that the test takes, so that nothing comes due. */
const daysLater = (now: string) => new Date(Date.parse(now) + 86_400_000).toISOString();

function addRuns(sqlite: Sqlite.Database, { machines, runs, now, repositoryId }: Sizes): void {
  const at = `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${Math.floor(now / 1_000)} - i * ${SPACING_SECONDS}, 'unixepoch')`;
  const agent = idOf(0, `i % ${machines}`);
  sqlite.exec(`
    ${numbers(runs)} insert into task (id, agent_id, policy_id, repository_id, kind, origin, status, spec_json, limits_json,
      attempt, cancel_requested, retries, crashes, created_at, finished_at)
      select ${idOf(200)}, ${agent}, '${POLICY}', '${repositoryId}', 'backup', 'schedule', 'succeeded', '{}', '{}', 1, 0, 0, 0,
        ${at}, ${at} from n;
    ${numbers(runs)} insert into run (id, task_id, attempt, kind, origin, agent_id, policy_id, policy_name, repository_id,
      repository_name, status, started_at, finished_at, summary_json, item_count, log_chunks, log_bytes, log_cut_bytes, noticed_at)
      select ${idOf(300)}, ${idOf(200)}, 1, 'backup', 'schedule', ${agent}, '${POLICY}', 'Documents', '${repositoryId}', 'Disk',
        iif(i % 50 = 0, 'failure', 'success'), ${at}, ${at},
        '{"filesProcessed":1204,"bytesProcessed":52000000,"dataAddedPackedBytes":2140000}', 0, 0, 0, 0, ${at} from n;
  `);
}
