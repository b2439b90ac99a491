import { appendRunLog, reportRun } from "#contract/agent-protocol";
import type { Call } from "#contract/call";
import type { TaskOrigin } from "#contract/task";
import type { Database, Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { forwardLog } from "./forward-log.ts";
import { reportOfRun } from "./report-of-run.ts";

type To = { call: Call; agentId: string };

/** Backups that this machine did on its own, that have ended, and whose run was not told or whose log is not there yet; oldest first. */
export async function openReports(db: Db): Promise<Row<"upstream_report">[]> {
  return (
    db
      .selectFrom("upstream_report")
      .innerJoin("task", "task.id", "upstream_report.task_id")
      .selectAll("upstream_report")
      .where("task.finished_at", "is not", null)
      .where((eb) =>
        eb.or([
          eb("upstream_report.status", "!=", "done"),
          eb("upstream_report.run_id", "!=", eb.ref("task.last_run_id")),
        ]),
      )
      // Those that were offered meanwhile are told as the end of that attempt.
      .where("upstream_report.task_id", "not in", (eb) =>
        eb
          .selectFrom("upstream_task")
          .select("local_task_id")
          .where("status", "=", "taken")
          .where("local_task_id", "is not", null)
          .$castTo<{ local_task_id: string }>(),
      )
      .orderBy("task.finished_at")
      .execute()
  );
}

/** Tells of one run, then sends its log. The slot's first run is told by the slot, one that a person had done once more by itself. */
export async function deliverReport(db: Database, to: To, row: Row<"upstream_report">): Promise<void> {
  const task = await db.read.selectFrom("task").selectAll().where("id", "=", row.task_id).executeTakeFirst();
  const run =
    task?.last_run_id == null
      ? undefined
      : await db.read.selectFrom("run").selectAll().where("id", "=", task.last_run_id).executeTakeFirst();
  if (task === undefined || run === undefined) {
    await change(db, row, { status: "done" });
    return;
  }
  const isAgain = row.run_id !== null && row.run_id !== run.id;
  const isTold = row.run_id === run.id && row.upstream_run_id !== null;
  const told = isTold
    ? { runId: row.upstream_run_id ?? "", nextSeq: row.next_seq }
    : await tell(to, task, run, isAgain);
  if (!isTold) {
    await change(db, row, {
      status: "told",
      run_id: run.id,
      upstream_run_id: told.runId,
      next_seq: told.nextSeq,
    });
  }
  await forwardLog(db.read, {
    runId: run.id,
    chunks: run.log_chunks,
    from: told.nextSeq,
    send: (chunk) => to.call(appendRunLog, { params: { id: to.agentId, runId: told.runId }, body: chunk }),
    keep: (next_seq) => change(db, row, { next_seq }),
  });
  await change(db, row, { status: "done" });
}

function tell(to: To, task: Row<"task">, run: Row<"run">, isAgain: boolean) {
  const identity =
    task.slot_key === null || isAgain
      ? { localRunId: run.id }
      : { slotKey: task.slot_key, ...(task.scheduled_for && { scheduledFor: task.scheduled_for }) };
  return to.call(reportRun, {
    params: { id: to.agentId },
    body: {
      ...reportOfRun(run, null),
      ...identity,
      kind: "backup",
      origin: task.origin as TaskOrigin,
      ...(task.policy_id !== null && { policyId: task.policy_id }),
    },
  });
}

export async function refuseReport(db: Database, row: Row<"upstream_report">, runId: string | null) {
  await change(db, row, { status: "done", ...(runId !== null && { run_id: runId }) });
}

async function change(
  db: Database,
  { task_id }: Row<"upstream_report">,
  changed: Partial<Row<"upstream_report">>,
): Promise<void> {
  await db.write((tx) =>
    tx.updateTable("upstream_report").set(changed).where("task_id", "=", task_id).execute(),
  );
}
