import type { FastifyInstance } from "fastify";
import { appendRunLog, reportRun as reportEndpoint } from "#contract/agent-protocol";
import type { RunStatus } from "#contract/outcome";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { appendLog } from "./append-log.ts";
import { checkChunk } from "./check-chunk.ts";
import { reportRun, WHILE_AWAY } from "./report-run.ts";

type Deps = {
  db: Database;
  now: () => Date;
  publish: Publish;
  metrics: Metrics;
  taskChanged: (task: TaskRow) => void;
};

/** What machines did on their own while this orchestrator was away. */
export function awayRunRoutes(app: FastifyInstance, { db, now, publish, metrics, taskChanged }: Deps): void {
  serve(
    app,
    reportEndpoint,
  )(async ({ params, body }, request) => {
    const { run, task, isNew } = await db.write((tx) => reportRun(tx, params.id, body, now()));
    if (isNew) {
      metrics.runs.inc({ kind: run.kind, outcome: run.status });
      request.log.info(
        { taskId: task.id, runId: run.id, kind: run.kind, outcome: run.status },
        "a run that was done while away was told",
      );
      taskChanged(task);
      publish({
        type: "run",
        runId: run.id,
        agentId: run.agent_id,
        policyId: run.policy_id,
        status: run.status as RunStatus,
      });
    }
    return { runId: run.id, nextSeq: run.log_chunks };
  });

  serve(
    app,
    appendRunLog,
  )(async ({ params, body }) => {
    const chunk = await checkChunk(body);
    const { nextSeq, added } = await db.write(async (tx) => {
      const run = await tx
        .selectFrom("run")
        .innerJoin("task", "task.id", "run.task_id")
        .selectAll("run")
        .where("run.id", "=", params.runId)
        .where("run.agent_id", "=", params.id)
        // The log of any other run was closed by its result.
        .where("task.reason", "=", WHILE_AWAY)
        .executeTakeFirst();
      if (run === undefined) throw notFound("run");
      return appendLog(tx, run, chunk);
    });
    if (added) {
      metrics.logBytes.inc(chunk.sizeBytes);
      metrics.logChunks.inc();
      publish({ type: "log", runId: params.runId, seq: chunk.seq });
    }
    return { nextSeq };
  });
}
