import { createHash } from "node:crypto";
import type { RunReport, SnapshotEntry } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { noteRepositoryOutcome } from "../repositories/note-outcome.ts";
import { setUpkeep } from "../repositories/upkeep.store.ts";
import { type Listing, recordListing, recordSnapshot } from "../snapshots/ledger.ts";
import { acknowledgeTask, type LeaseProof, runOf } from "../tasks/acknowledge-task.ts";
import { endAttempt } from "../tasks/end-attempt.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { judge } from "./judge.ts";
import { noteAssignmentOutcome } from "./note-assignment-outcome.ts";
import { markUnusual, warnOfUnusual } from "./unusual.ts";
import { warnOfFailedCheck } from "./warn-of-failed-check.ts";

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
  const begun = known ?? (await acknowledgeTask(tx, agentId, taskId, report, now));
  const judged = await markUnusual(tx, begun, judge(begun.kind, report));
  const run = await close(tx, begun, judged, reportHash, now);
  const moved = await endAttempt(tx, task, run.id, judged, now);
  return { kind: "finished", run, task: moved };
}

async function close(
  tx: Tx,
  begun: Row<"run">,
  report: RunReport,
  reportHash: string,
  now: Date,
): Promise<Row<"run">> {
  const run = await tx
    .updateTable("run")
    .set({
      status: report.outcome,
      finished_at: finishedAt(begun, report, now),
      exit_code: report.exitCode ?? null,
      failure_json: report.failure === undefined ? null : JSON.stringify(report.failure),
      summary_json: report.summary === undefined ? null : JSON.stringify(report.summary),
      snapshot_id: report.snapshotId ?? null,
      items_json: report.items === undefined ? null : JSON.stringify(report.items),
      item_count: report.itemCount ?? report.items?.length ?? 0,
      report_hash: reportHash,
    })
    .where("id", "=", begun.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await noteAssignmentOutcome(tx, run, report.outcome, now);
  await noteRepositoryOutcome(tx, run, report, now);
  await enterIntoLedger(tx, run, report, now);
  await warnOfUnusual(tx, run, report, now);
  await warnOfFailedCheck(tx, run, report, now);
  return run;
}

/** How long it took is for the agent to say; when it was, on whatever clock the agent has, is not. */
function finishedAt(begun: Row<"run">, report: RunReport, now: Date): string {
  const tookMs = Math.max(0, Date.parse(report.finishedAt) - Date.parse(report.startedAt));
  return toInstant(new Date(Math.min(now.getTime(), Date.parse(begun.started_at) + tookMs)));
}

async function enterIntoLedger(tx: Tx, run: Row<"run">, report: RunReport, now: Date): Promise<void> {
  if (hasMadeRepository(run, report)) await setUpkeep(tx, run.repository_id, { listed_at: toInstant(now) });
  if (report.snapshots !== undefined) await recordListing(tx, listingOf(run, report.snapshots, report, now));
  if (run.kind !== "backup" || report.snapshotId === undefined) return;
  const task = await tx
    .selectFrom("task")
    .select("spec_json")
    .where("id", "=", run.task_id)
    .executeTakeFirstOrThrow();
  const spec = JSON.parse(task.spec_json) as { include?: string[]; tags?: string[]; host?: string };
  await recordSnapshot(tx, {
    repositoryId: run.repository_id,
    agentId: run.agent_id,
    policyId: run.policy_id,
    runId: run.id,
    snapshotId: report.snapshotId,
    startedAt: run.started_at,
    report,
    hostname: spec.host ?? "",
    paths: spec.include ?? [],
    tags: spec.tags ?? [],
    now,
  });
}

/** A first contact that lists nothing has found nothing, and made it. */
function hasMadeRepository(
  { kind }: Row<"run">,
  { summary, snapshots, repositoryResticId }: RunReport,
): boolean {
  if (summary?.repositoryCreated === true) return true;
  return kind === "backup" && repositoryResticId !== undefined && snapshots === undefined;
}

function listingOf(run: Row<"run">, entries: SnapshotEntry[], { forgotten }: RunReport, now: Date): Listing {
  return {
    repositoryId: run.repository_id,
    runId: run.id,
    startedAt: run.started_at,
    entries,
    // A machine of an older version prunes without saying what.
    forgotten: forgotten ?? (run.kind === "prune" ? "whatever is gone" : []),
    rewrites: run.kind === "repair",
    now,
  };
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
