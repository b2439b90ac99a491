import { acknowledgeTask, appendLog, reportProgress } from "#contract/agent-protocol";
import type { Call, ProblemError } from "#contract/call";
import { isUnfit } from "#contract/slim-report";
import type { TaskKind } from "#contract/task";
import type { Database, Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import type { Contact } from "./contact.ts";
import { forwardLog } from "./forward-log.ts";
import { reportOfNoRun, reportOfRun } from "./report-of-run.ts";
import { enterLocally } from "./take-offer.ts";
import { tellResult } from "./tell-result.ts";
import { changeAttempt, readAttempt, type UpstreamTask } from "./upstream-tasks.store.ts";

export type DeliveryDeps = {
  db: Database;
  seal: Seal;
  now: () => Date;
  progress: LiveProgress;
  taskAdded: TaskAdded;
  contact: Contact;
  /** Stops a task here because it was stopped there. */
  cancel: (upstreamTaskId: string) => Promise<void>;
};
type Local = { agentId: string; managedBy: string };
type To = { call: Call; agentId: string };

/**
 * Brings one attempt a step on: acknowledged, in the local queue, its log, its end. Each step is kept before the next, and all may be
 * repeated. Rejects where the other side does not answer or refuses.
 */
export async function deliverAttempt(
  deps: DeliveryDeps,
  to: To,
  row: UpstreamTask,
  local: Local,
): Promise<void> {
  const proof = { attempt: row.attempt, leaseToken: row.lease_token };
  const params = { id: to.agentId, taskId: row.id };
  if (row.acknowledged === 0) {
    await to.call(acknowledgeTask, { params, body: proof });
    await deps.db.write((tx) => changeAttempt(tx, row, { acknowledged: 1 }));
  }
  await takeIn(deps, row, local);
  const taken = await readAttempt(deps.db.read, row);
  if (taken === undefined || taken.local_task_id === null) return;
  const { task, run } = await localWork(deps.db.read, taken, taken.local_task_id);
  if (task === undefined) return;
  await tellProgress(deps, to, taken, task);
  if (run !== undefined) await pumpLog(deps, to, taken, run);
  const hasEnded = run === undefined ? task.finished_at !== null : run.finished_at !== null;
  if (!hasEnded) return;
  const report = run === undefined ? reportOfNoRun(task, deps.now()) : reportOfRun(run, taken.report_json);
  try {
    await tellResult(to, { ...proof, taskId: row.id, kind: task.kind as TaskKind, report });
  } catch (error) {
    if (!isUnfit(error)) throw error;
    await giveUpAttempt(deps, row, error);
    return;
  }
  await deps.db.write(async (tx) => {
    await changeAttempt(tx, row, { status: "delivered", report_json: null, run_id: run?.id ?? null });
    await tx.deleteFrom("upstream_report").where("task_id", "=", task.id).execute();
  });
}

/** Also without an answer: one that is away has made its offer all the same. */
export async function takeIn(
  { db, seal, now, taskAdded }: DeliveryDeps,
  row: UpstreamTask,
  local: Local,
): Promise<void> {
  if (row.status !== "offered") return;
  const taskId = await db.write((tx) => enterLocally({ tx, seal, now: now() }, row, local));
  if (taskId !== undefined) taskAdded({ taskId, agentId: local.agentId, policyId: null });
}

/** A task that was there before the offer is tried again here by itself; what counts is its last run, when it has ended. */
async function localWork(db: Db, row: UpstreamTask, taskId: string) {
  const task = await db.selectFrom("task").selectAll().where("id", "=", taskId).executeTakeFirst();
  const isAdopted = row.local_attempt === null;
  const run =
    task === undefined || (isAdopted && task.finished_at === null)
      ? undefined
      : await db
          .selectFrom("run")
          .selectAll()
          .where("task_id", "=", taskId)
          .$if(isAdopted, (q) => q.where("id", "=", task.last_run_id))
          .$if(!isAdopted, (q) => q.where("attempt", "=", row.local_attempt ?? 0))
          .executeTakeFirst();
  return { task, run };
}

async function pumpLog({ db }: DeliveryDeps, to: To, row: UpstreamTask, run: Row<"run">): Promise<void> {
  const { id, attempt, lease_token: leaseToken, next_seq: from } = row;
  await forwardLog(db.read, {
    runId: run.id,
    chunks: run.log_chunks,
    from,
    send: (chunk) =>
      to.call(appendLog, {
        params: { id: to.agentId, taskId: id },
        body: { attempt, leaseToken, ...chunk },
      }),
    keep: (next_seq) => db.write((tx) => changeAttempt(tx, row, { next_seq })),
  });
}

async function tellProgress(
  { progress, cancel }: DeliveryDeps,
  to: To,
  row: UpstreamTask,
  task: Row<"task">,
): Promise<void> {
  const newest = progress.peek(task.id);
  if (newest === undefined || task.finished_at !== null) return;
  const answer = await to.call(reportProgress, {
    params: { id: to.agentId, taskId: row.id },
    body: { attempt: row.attempt, leaseToken: row.lease_token, progress: newest },
  });
  if (answer.cancel) await cancel(row.id);
}

/** Nobody there wants this attempt any more. A good end that was not told is told as a run of its own. */
export async function giveUpAttempt(
  { db, now, cancel }: DeliveryDeps,
  row: UpstreamTask,
  why: ProblemError,
): Promise<void> {
  if (why.problem.status === 410) await cancel(row.id);
  await db.write(async (tx) => {
    await changeAttempt(tx, row, { status: "refused", sealed_offer: null, report_json: null });
    if (row.local_task_id === null) return;
    const task = await tx
      .selectFrom("task")
      .select(["id", "kind", "policy_id", "status"])
      .where("id", "=", row.local_task_id)
      .executeTakeFirst();
    const isGood = task?.status === "succeeded" || task?.status === "warning";
    if (task === undefined || !isGood || task.kind !== "backup" || task.policy_id === null) return;
    await tx
      .insertInto("upstream_report")
      .values({ task_id: task.id, next_seq: 0, status: "waiting", created_at: now().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
