import Sqlite from "better-sqlite3";

/** Fills a migrated database with runs, one a minute, of 100 machines, 10 policies and 5 repositories; a million take a minute. */
export function insertManyRuns(file: string, count: number): void {
  const sqlite = new Sqlite(file);
  const numbers = (most: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${most})`;
  const at = `strftime('%Y-%m-%dT%H:%M:%S.000Z', '2026-11-24', '-' || i || ' minutes')`;
  sqlite.transaction(() => {
    sqlite.exec(`
      insert into agent (id, machine_id, status, is_local, hostname, restic_host, os, os_version, arch, app_version,
        protocol_version, time_zone, labels_json, reachability, policy_revision, created_at)
      ${numbers(100)} select 'agent-' || i, 'machine-' || i, 'active', 0, 'pc-' || i, '', 'linux', '', '', '', 1, 'UTC', '[]',
        'online', 1, '' from n;
      insert into repository (id, name, kind, place_json, sealed_password, state, revision, created_at, updated_at)
      ${numbers(5)} select 'repository-' || i, 'Disk ' || i, 'fs', '{}', '', 'ready', 1, '', '' from n;
      insert into task (id, agent_id, policy_id, repository_id, kind, origin, status, spec_json, limits_json, attempt,
        cancel_requested, retries, crashes, created_at, finished_at)
      ${numbers(count)} select 'task-' || i, 'agent-' || (i % 100), 'policy-' || (i % 10), 'repository-' || (i % 5), 'backup',
        'schedule', 'succeeded', '{}', '{}', 1, 0, 0, 0, ${at}, ${at} from n;
      insert into run (id, task_id, attempt, kind, origin, agent_id, policy_id, policy_name, repository_id, repository_name,
        status, started_at, finished_at, failure_json, summary_json, item_count, log_chunks, log_bytes, log_cut_bytes)
      ${numbers(count)} select 'run-' || i, 'task-' || i, 1, iif(i % 1000 = 0, 'restore', 'backup'), 'schedule',
        'agent-' || (i % 100), 'policy-' || (i % 10),
        case when i % 10 = 7 and i > ${count / 2} then 'Not any more' when i = ${count - 10} then 'Grandfather''s photos'
          else 'Policy ' || (i % 10) end, 'repository-' || (i % 5), 'Disk ' || (i % 5),
        iif(i % 50 = 0, 'failure', 'success'), ${at}, ${at},
        iif(i % 50 = 0, '{"code":"repository-unreachable","message":"The server ' || (i / 50) || ' does not answer."}', null), '{"filesNew":3}', 0, 2, 2000, 0 from n;
    `);
  })();
  sqlite.close();
}
