import {
  type Failure,
  type RunReport,
  type RunSummary,
  runReport,
  type UnreadableItem,
} from "#contract/outcome";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";

/** What is told of a run that has ended here: the words of the local agent where they were kept, else what the history says. */
export function reportOfRun(run: Row<"run">, kept: string | null): RunReport {
  if (kept !== null) return { ...runReport.parse(JSON.parse(kept)), logChunks: run.log_chunks };
  const isLost = run.status === "lost";
  return {
    outcome: isLost ? "interrupted" : runReport.shape.outcome.parse(run.status),
    startedAt: run.started_at,
    finishedAt: run.finished_at ?? run.started_at,
    exitCode: run.exit_code,
    itemCount: run.item_count,
    logChunks: run.log_chunks,
    ...(run.failure_json !== null && { failure: JSON.parse(run.failure_json) as Failure }),
    ...(run.summary_json !== null && { summary: JSON.parse(run.summary_json) as RunSummary }),
    ...(run.snapshot_id !== null && { snapshotId: run.snapshot_id }),
    ...(run.items_json !== null && { items: JSON.parse(run.items_json) as UnreadableItem[] }),
  };
}

/** Of a task that ended before it began: stopped, given up, or not allowed by anybody here. */
export function reportOfNoRun(task: Row<"task">, now: Date): RunReport {
  const at = task.finished_at ?? toInstant(now);
  const ended = { startedAt: at, finishedAt: at, logChunks: 0 };
  if (task.status !== "failed") return { ...ended, outcome: "cancelled" };
  const failure = { code: "not-allowed-here" as const, message: task.reason ?? "It was not allowed there." };
  return { ...ended, outcome: "failure", failure };
}
