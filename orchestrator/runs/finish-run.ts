import { createHash } from "node:crypto";
import type { RunReport } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { acknowledgeTask, type LeaseProof, runOf } from "../tasks/acknowledge-task.ts";
import { endAttempt } from "../tasks/end-attempt.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { keepForUpstream } from "../upstream/keep-for-upstream.ts";
import { closeRun } from "./close-run.ts";
import { judge } from "./judge.ts";
import { markUnusual } from "./unusual.ts";

export type Report = RunReport & LeaseProof;
export type Finished = { kind: "finished" | "repeated"; run: Row<"run">; task: TaskRow } | { kind: "stale" };

/** Takes the report of an attempt: run, task, slot, assignment, repository and snapshot ledger change together or not at all. */
export async function finishRun(
  tx: Tx,
  agentId: string,
  taskId: string,
  report: Report,
  now: Date,
): Promise<Finished> {
  const task = await tx.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirst();
  if (task === undefined || task.agent_id !== agentId) throw notFound("task");
  const reportHash = createHash("sha256").update(JSON.stringify(report)).digest("hex");
  const known = await runOf(tx, taskId, report.attempt);
  if (known?.report_hash === reportHash) return { kind: "repeated", run: known, task };
  const isCurrent =
    task.attempt === report.attempt && task.lease_token === report.leaseToken && task.finished_at === null;
  if (!isCurrent || (known !== undefined && known.finished_at !== null)) {
    await keepAsEvidence(tx, taskId, report, now);
    return { kind: "stale" };
  }
  await keepForUpstream(tx, taskId, report);
  const begun = known ?? (await acknowledgeTask(tx, agentId, taskId, report, now));
  const judged = await markUnusual(tx, begun, judge(begun.kind, report));
  const run = await closeRun(tx, begun, judged, {
    reportHash,
    finishedAt: finishedAt(begun, report, now),
    now,
  });
  const moved = await endAttempt(tx, task, run.id, judged, now);
  return { kind: "finished", run, task: moved };
}

/** How long it took is for the agent to say; when it was, on whatever clock the agent has, is not. */
function finishedAt(begun: Row<"run">, report: RunReport, now: Date): string {
  const tookMs = Math.max(0, Date.parse(report.finishedAt) - Date.parse(report.startedAt));
  return toInstant(new Date(Math.min(now.getTime(), Date.parse(begun.started_at) + tookMs)));
}

async function keepAsEvidence(tx: Tx, taskId: string, report: Report, now: Date): Promise<void> {
  const { leaseToken: _, ...body } = report;
  await tx
    .insertInto("stale_report")
    .values({
      id: newId(now),
      task_id: taskId,
      attempt: report.attempt,
      received_at: toInstant(now),
      body_json: JSON.stringify(body),
    })
    .execute();
}
