import type { FastifyInstance, FastifyReply } from "fastify";
import {
  acknowledgeTask as acknowledgeEndpoint,
  appendLog as appendLogEndpoint,
  pollTasks,
  reportProgress,
  reportResult,
} from "#contract/agent-protocol";
import type { NewestFacts } from "../agents/newest-facts.ts";
import type { Presence } from "../agents/presence.ts";
import type { Roster } from "../agents/roster.ts";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { DomainError } from "../http/errors.ts";
import { serve, serveOften } from "../http/serve.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { appendLogOfAttempt } from "../runs/append-log.ts";
import { checkChunk } from "../runs/check-chunk.ts";
import { finishRun } from "../runs/finish-run.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import { recordProgress } from "../runs/record-progress.ts";
import type { Seal } from "../secrets/seal.ts";
import { whenKnown } from "../when-known.ts";
import { acknowledgeTask } from "./acknowledge-task.ts";
import type { AtWork } from "./at-work.ts";
import { LEASE_MS, type Leases } from "./leases.ts";
import type { OpenWorks } from "./open-work.ts";
import { pollForTasks } from "./poll-for-tasks.ts";
import type { TaskRow } from "./tasks.store.ts";
import type { WaitingPolls } from "./waiting-polls.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  leases: Leases;
  roster: Roster;
  newestFacts: NewestFacts;
  openWork: OpenWorks;
  atWork: AtWork;
  polls: WaitingPolls;
  desk: QuestionDesk;
  presence: Presence;
  progress: LiveProgress;
  publish: Publish;
  metrics: Metrics;
  taskChanged: (task: TaskRow) => void;
};

export function agentTaskRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, newestFacts, leases, atWork, progress, publish, metrics, taskChanged } = deps;

  serveOften(
    app,
    pollTasks,
  )(({ params, query }, request, reply) => {
    const found = pollForTasks({ ...deps, log: request.log }, params.id, query, whenGone(reply));
    return whenKnown(found, (answer) => (answer.tasks.length === 0 ? answer : pollTasks.reply.parse(answer)));
  });

  serve(
    app,
    acknowledgeEndpoint,
  )(async ({ params, body }, request) => {
    const run = await db.write(async (tx) => {
      const started = await acknowledgeTask(tx, params.id, params.taskId, body, now());
      // From now on it matters which heartbeats came before, also after a restart.
      await newestFacts.writeOf(tx, params.id);
      return started;
    });
    leases.begin(params.taskId);
    atWork.took(params.id, params.taskId, body.attempt);
    metrics.tasksAcknowledged.inc({ kind: run.kind });
    request.log.info(
      { taskId: params.taskId, runId: run.id, attempt: run.attempt, kind: run.kind },
      "run started",
    );
    publish({
      type: "run",
      runId: run.id,
      agentId: run.agent_id,
      policyId: run.policy_id,
      status: "running",
    });
    return { leaseSeconds: LEASE_MS / 1_000, logEncodings: ["zstd"], nextProgressMs: progress.nextMs() };
  });

  serveOften(
    app,
    reportProgress,
  )(async ({ params, body }) => {
    const cancel = await recordProgress(deps, params.id, params.taskId, body);
    return { cancel, nextProgressMs: progress.nextMs() };
  });

  serveOften(
    app,
    appendLogEndpoint,
  )(async ({ params, body }) => {
    const chunk = await checkChunk(body);
    const attempt = { ...body, agentId: params.id, taskId: params.taskId };
    const appended = await db.write((tx) => appendLogOfAttempt(tx, attempt, chunk));
    if (appended === undefined) throw new DomainError("stale-attempt");
    const { runId, nextSeq, added } = appended;
    leases.renew(params.taskId);
    if (added) {
      metrics.logBytes.inc(chunk.sizeBytes);
      metrics.logChunks.inc();
      publish({ type: "log", runId, seq: chunk.seq });
    }
    return { nextSeq };
  });

  serve(
    app,
    reportResult,
  )(async ({ params, body }, request) => {
    const done = await db.write((tx) => finishRun(tx, params.id, params.taskId, body, now()));
    atWork.ended(params.id, params.taskId, body.attempt);
    if (done.kind === "stale") {
      metrics.staleReports.inc();
      request.log.warn({ taskId: params.taskId, attempt: body.attempt }, "stale report kept as evidence");
      throw new DomainError(
        "stale-attempt",
        "Another attempt has taken over; this report was kept but changes nothing.",
      );
    }
    const { run, task } = done;
    if (done.kind === "finished") {
      leases.end(params.taskId);
      progress.forget(params.taskId);
      metrics.runs.inc({ kind: run.kind, outcome: run.status });
      request.log.info({ taskId: task.id, runId: run.id, kind: run.kind, outcome: run.status }, "run ended");
      taskChanged(task);
    }
    return { runId: run.id };
  });
}

/** A poll whose agent hung up must not take a task with it. Made when first asked for: most polls never do. */
function whenGone({ raw }: FastifyReply): () => AbortSignal {
  let gone: AbortController | undefined;
  return () => {
    if (gone !== undefined) return gone.signal;
    const made = new AbortController();
    gone = made;
    if (raw.destroyed) made.abort();
    raw.once("close", () => {
      if (!raw.writableEnded) made.abort();
    });
    return made.signal;
  };
}
