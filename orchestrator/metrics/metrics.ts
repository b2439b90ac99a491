import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** Prometheus metrics of one orchestrator; a registry of its own, so that two in one process do not mix. */
export function createMetrics() {
  const registry = new Registry();
  const counter = <Name extends string>(name: string, help: string, labelNames: Name[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const gauge = <Name extends string>(name: string, help: string, labelNames: Name[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    registry,
    registrations: counter("holdfast_registrations_total", "Registrations of agents by result", ["result"]),
    heartbeats: counter("holdfast_heartbeats_total", "Heartbeats received"),
    tasksOffered: counter("holdfast_tasks_offered_total", "Tasks offered to agents", ["kind"]),
    tasksAcknowledged: counter("holdfast_tasks_acknowledged_total", "Tasks taken by agents", ["kind"]),
    runs: counter("holdfast_runs_total", "Runs that ended", ["kind", "outcome"]),
    slots: counter("holdfast_slots_enqueued_total", "Slots of schedules that became tasks"),
    slotEnds: counter("holdfast_slots_total", "Slots of schedules that ended, by outcome", ["outcome"]),
    policyChanges: counter("holdfast_policy_changes_total", "Policies made, changed and deleted", ["verb"]),
    assignmentChanges: counter(
      "holdfast_assignment_changes_total",
      "Policies given to machines or labels, and taken away",
      ["verb"],
    ),
    httpRequests: counter("holdfast_http_requests_total", "Answers by route and class of status", [
      "method",
      "route",
      "status",
    ]),
    httpSeconds: new Histogram({
      name: "holdfast_http_request_duration_seconds",
      help: "How long answers took; requests that wait on purpose are left out",
      labelNames: ["method", "route"],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    logBytes: counter("holdfast_log_bytes_total", "Bytes of log taken in, unpacked"),
    logChunks: counter("holdfast_log_chunks_total", "Chunks of log taken in"),
    staleReports: counter("holdfast_stale_reports_total", "Reports of attempts that had been overtaken"),
    expired: counter("holdfast_expired_total", "What was removed because of its age or a quota", ["what"]),
    keptLogBytes: gauge(
      "holdfast_kept_log_bytes",
      "Logs of runs that are kept, unpacked, as of the last sweep",
    ),
    backupAge: gauge(
      "holdfast_database_backup_age_seconds",
      "Age of the newest internal backup of the database; -1 where there is none",
    ),
    walBytes: gauge("holdfast_database_wal_bytes", "Size of the write-ahead log of the database"),
    notices: counter("holdfast_notices_total", "Notices that people are told, by kind", ["kind"]),
    noticeDeliveries: counter(
      "holdfast_notice_deliveries_total",
      "Attempts to deliver a notice, by kind of channel and result",
      ["channel", "result"],
    ),
    agents: gauge("holdfast_agents", "Agents by reachability", ["reachability"]),
    openTasks: gauge("holdfast_open_tasks", "Tasks that wait or run, by status", ["status"]),
    leases: gauge("holdfast_leases", "Running tasks by whether their lease is alive", ["state"]),
    oldestQueued: gauge(
      "holdfast_queue_oldest_seconds",
      "For how long the oldest task that could start has waited; 0 where none does",
    ),
    sinceProven: gauge(
      "holdfast_seconds_since_last_proven_restore",
      "Age of the last restore that was found whole, by repository; -1 where there was none",
      ["repository"],
    ),
    sinceGood: gauge(
      "holdfast_seconds_since_last_good_snapshot",
      "Age of the last good snapshot; -1 where there is none",
      ["agent", "policy"],
    ),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
