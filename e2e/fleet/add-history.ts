import Sqlite from "better-sqlite3";
import type { Fleet, Joined } from "./bring-fleet.ts";

const DAY = 86_400_000;
const DAYS = 35;

const failed = JSON.stringify({
  code: "wrong-password",
  message: "The password does not open this repository.",
  detail: "Fatal: wrong password or no key found",
});
const summary = JSON.stringify({
  filesNew: 14,
  filesChanged: 3,
  filesUnmodified: 1_187,
  filesProcessed: 1_204,
  bytesProcessed: 52_000_000_000,
  dataAddedBytes: 300_000_000,
  dataAddedPackedBytes: 214_000_000,
});

/** Five weeks of runs and slots, written into the database of a core that is stopped. */
export function addHistory(file: string, fleet: Fleet, now: number): void {
  const sqlite = new Sqlite(file);
  sqlite.transaction(() => {
    for (const machine of fleet.machines) {
      for (let day = DAYS; day >= 1; day--)
        addDay({ sqlite, fleet, machine }, lastDue(machine, now) - (day - 1) * DAY, day);
    }
  })();
  for (const { agentId } of fleet.machines.filter((machine) => machine.isOff)) {
    sqlite
      .prepare("update agent set reachability = 'offline', last_seen_at = ? where id = ?")
      .run(new Date(now - 6 * DAY).toISOString(), agentId);
  }
  sqlite.close();
}

/** Servers run at night, the others in the evening. */
function lastDue({ role }: Joined, now: number): number {
  const at = new Date(now).setUTCHours(role === "server" ? 1 : 19, 0, 0, 0);
  return at > now ? at - DAY : at;
}

type Status = "success" | "warning" | "failure";
type Part = { sqlite: Sqlite.Database; fleet: Fleet; machine: Joined };

function addDay(part: Part, at: number, daysAgo: number): void {
  const { machine } = part;
  const isBad = daysAgo <= machine.badForDays;
  if (isBad && machine.isOff) {
    addSlot(part, at, { outcome: "missed", reason: "The machine was switched off.", runId: null });
  } else if (daysAgo % 13 === 5) {
    addSlot(part, at, { outcome: "skipped", reason: "It ran on battery.", runId: null });
  } else {
    const status = isBad ? "failure" : daysAgo % 11 === 7 ? "warning" : "success";
    addSlot(part, at, { outcome: "done", reason: null, runId: addRun(part, at, status) });
  }
}

function addRun({ sqlite, fleet, machine }: Part, at: number, status: Status): string {
  const id = crypto.randomUUID();
  const policy = policyOf(fleet, machine);
  const started = new Date(at).toISOString();
  const finished = new Date(at + 131_000).toISOString();
  sqlite
    .prepare(
      `insert into task (id, agent_id, policy_id, repository_id, kind, origin, status, spec_json, limits_json, attempt,
         cancel_requested, retries, crashes, last_run_id, created_at, finished_at)
       values (?, ?, ?, ?, 'backup', 'schedule', ?, '{}', '{}', 1, 0, 0, 0, ?, ?, ?)`,
    )
    .run(
      id,
      machine.agentId,
      policy.id,
      fleet.repositoryId,
      status === "success" ? "succeeded" : status === "warning" ? "warning" : "failed",
      id,
      started,
      finished,
    );
  sqlite
    .prepare(
      `insert into run (id, task_id, attempt, kind, origin, agent_id, policy_id, policy_name, repository_id,
         repository_name, status, scheduled_for, started_at, finished_at, exit_code, failure_json, summary_json,
         item_count, log_chunks, log_bytes, log_cut_bytes, noticed_at)
       values (?, ?, 1, 'backup', 'schedule', ?, ?, ?, ?, 'NAS', ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)`,
    )
    .run(
      id,
      id,
      machine.agentId,
      policy.id,
      policy.name,
      fleet.repositoryId,
      status,
      started,
      started,
      finished,
      { success: 0, warning: 3, failure: 12 }[status],
      status === "failure" ? failed : null,
      status === "failure" ? null : summary,
      status === "warning" ? 2 : 0,
      finished,
    );
  noteEnd({ sqlite, fleet, machine }, { policyId: policy.id, runId: id, at: finished, status });
  return id;
}

type End = { policyId: string; runId: string; at: string; status: Status };

function noteEnd({ sqlite, machine }: Part, { policyId, runId, at, status }: End): void {
  const isBad = status === "failure";
  sqlite
    .prepare(
      `update assignment set last_outcome = ?, last_run_id = ?, failures_in_a_row = iif(?, failures_in_a_row + 1, 0),
         last_good_at = iif(?, last_good_at, ?), last_good_run_id = iif(?, last_good_run_id, ?)
       where policy_id = ? and agent_id = ?`,
    )
    .run(
      status,
      runId,
      ...[Number(isBad), Number(isBad), at, Number(isBad), runId],
      policyId,
      machine.agentId,
    );
}

type Slot = { outcome: "done" | "skipped" | "missed"; reason: string | null; runId: string | null };

function addSlot({ sqlite, fleet, machine }: Part, at: number, { outcome, reason, runId }: Slot): void {
  const policy = policyOf(fleet, machine);
  const scheduledFor = new Date(at).toISOString();
  sqlite
    .prepare(
      `insert into slot (key, policy_id, agent_id, kind, scheduled_for, outcome, reason, task_id, run_id)
       values (?, ?, ?, 'backup', ?, ?, ?, ?, ?)`,
    )
    .run(
      `${policy.id}/${machine.agentId}/backup/${scheduledFor}`,
      policy.id,
      machine.agentId,
      scheduledFor,
      outcome,
      reason,
      runId,
      runId,
    );
}

const policyOf = ({ policies }: Fleet, machine: Joined) =>
  machine.role === "server" ? policies.databases : policies.documents;
