import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { pino } from "pino";
import { type PolicyDraft, policyInput } from "#contract/policies";
import { openDatabase } from "../../orchestrator/db/database.ts";
import { hashSecret } from "../../orchestrator/ids.ts";
import { startOrchestrator } from "../../orchestrator/start.ts";

export const NOW = Date.parse("2026-11-24T12:00:00.000Z");
export const agentIdOf = (machine: number) => `0193c0de-0000-7000-8000-${String(machine).padStart(12, "0")}`;
export const agentKeyOf = (machine: number) => `hfa_bench-${machine}`;
const REPOSITORY = "0193c0de-0000-7000-8001-000000000000";
const POLICY = "0193c0de-0000-7000-8002-000000000000";

/** A database of so many machines that all follow one policy; `due` of them have a slot that has just come due. */
export async function makeFleet(
  dataDir: string,
  { machines, due }: { machines: number; due: number },
): Promise<void> {
  await makeMachines(dataDir, machines);
  const draft: PolicyDraft = {
    ...{ name: "Documents", repositoryId: REPOSITORY, include: ["/home"] },
    schedules: { backup: { cron: "0 12 * * *", timeZone: "UTC" } },
  };
  const body = JSON.stringify(policyInput.parse(draft));
  const sqlite = new Sqlite(join(dataDir, "holdfast.db"));
  const [now, soon] = [new Date(NOW).toISOString(), new Date(NOW + 86_400_000).toISOString()];
  sqlite.transaction(() => {
    sqlite.exec(`
      insert into repository (id, name, kind, place_json, sealed_password, state, revision, created_at, updated_at)
      values ('${REPOSITORY}', 'Disk', 'fs', '{}', '', 'ready', 1, '${now}', '${now}');
    `);
    sqlite
      .prepare(
        "insert into policy (id, name, repository_id, enabled, body_json, revision, created_at, updated_at) values (?, ?, ?, 1, ?, 1, ?, ?)",
      )
      .run(POLICY, "Documents", REPOSITORY, body, now, now);
    sqlite.exec(`
      insert into assignment (policy_id, agent_id, assigned_by, created_at, planned_through, next_due_at, next_slot_at, last_good_at,
        last_outcome, failures_in_a_row)
      select '${POLICY}', id, 'ann', '${now}', '${new Date(NOW - 60_000).toISOString()}',
        iif(rowid <= ${due}, '${now}', '${soon}'), iif(rowid <= ${due}, '${now}', '${soon}'), '${now}', 'success', 0 from agent;
    `);
  })();
  sqlite.close();
}

/** A database of so many machines that are online, have a key each, and nothing to do. */
export async function makeMachines(dataDir: string, machines: number): Promise<void> {
  const file = join(dataDir, "holdfast.db");
  await (await openDatabase(file)).close();
  const sqlite = new Sqlite(file);
  sqlite.function("hash_of_key", (machine) => hashSecret(agentKeyOf(Number(machine))));
  const now = new Date(NOW).toISOString();
  sqlite.exec(`
    with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${machines})
    insert into agent (id, machine_id, status, is_local, key_hash, hostname, restic_host, os, os_version, arch, app_version,
      protocol_version, time_zone, labels_json, reachability, last_seen_at, policy_revision, created_at)
    select printf('0193c0de-0000-7000-8000-%012d', i), printf('0193c0de-0000-7000-9000-%012d', i), 'active', 0, hash_of_key(i),
      'pc-' || i, 'pc-' || i, 'linux', '', '', '0.1.0', 1, 'UTC', '[]', 'online', '${now}', 1, '${now}' from n
  `);
  sqlite.close();
}

/** An orchestrator on it, whose clocks stand still: nobody falls silent in between. */
export async function openFleet(dataDir: string) {
  let ms = NOW;
  const orchestrator = await startOrchestrator({
    ...{ dataDir, key: Buffer.alloc(32, 7), appVersion: "0.1.0", log: pino({ level: "silent" }) },
    ...{ localToken: "token-of-the-bench", backsUpItself: false, now: () => new Date(ms) },
    monotonicMs: () => 0,
  });
  return {
    orchestrator,
    pass(more: number): void {
      ms += more;
    },
  };
}
