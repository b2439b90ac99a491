import { Counter, Gauge, Registry } from "prom-client";

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
    logBytes: counter("holdfast_log_bytes_total", "Bytes of log taken in, unpacked"),
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
    sinceGood: gauge(
      "holdfast_seconds_since_last_good_snapshot",
      "Age of the last good snapshot; -1 where there is none",
      ["agent", "policy"],
    ),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
