import type { FastifyBaseLogger } from "fastify";
import type * as z from "zod";
import type { pollTasks } from "#contract/agent-protocol";
import type { ReplyInput } from "#contract/endpoint";
import { readAgentRow } from "../agents/agents.store.ts";
import type { Presence } from "../agents/presence.ts";
import type { Database, Db } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { DomainError } from "../http/errors.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { Seal } from "../secrets/seal.ts";
import type { AtWork } from "./at-work.ts";
import { claimTasks } from "./claim-tasks.ts";
import { composeOffer } from "./compose-offer.ts";
import type { TaskRow } from "./tasks.store.ts";
import type { WaitingPolls } from "./waiting-polls.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  polls: WaitingPolls;
  desk: QuestionDesk;
  presence: Presence;
  atWork: AtWork;
  publish: Publish;
  metrics: Metrics;
  log: FastifyBaseLogger;
  taskChanged: (task: TaskRow) => void;
};
type Query = z.output<(typeof pollTasks)["query"]>;
type Answer = ReplyInput<typeof pollTasks>;

/** Answers at once when there is work, else when some comes up, else empty when the time is over. */
export async function pollForTasks(
  deps: Deps,
  agentId: string,
  query: Query,
  gone: globalThis.AbortSignal,
): Promise<Answer> {
  const until = performance.now() + query.wait * 1_000;
  const known = new Set<string>();
  for (let isFirst = true; ; isFirst = false) {
    deps.presence.heard(agentId);
    await assertAdmitted(deps.db.read, agentId);
    // Whoever is woken between the look and the wait must not be missed: listen first.
    const leftMs = until - performance.now();
    const woken = deps.polls.wait(agentId, Math.max(0, leftMs), gone);
    const answer = await lookForWork(deps, agentId, query.limit, gone);
    // Stops that were told with the last answer are repeated by heartbeats; they do not end this wait again.
    const news = isFirst
      ? answer.cancel.length > 0 && query.wait === 0
      : answer.cancel.some((id) => !known.has(id));
    for (const id of answer.cancel) known.add(id);
    const hasWork = answer.tasks.length > 0 || answer.questions.length > 0 || news;
    if (hasWork || leftMs <= 0 || gone.aborted || deps.polls.areOver()) return answer;
    await woken;
  }
}

async function assertAdmitted(db: Db, agentId: string): Promise<void> {
  const agent = await readAgentRow(db, agentId);
  if (agent === undefined || agent.status === "revoked") throw new DomainError("wrong-credential");
}

async function lookForWork(
  deps: Deps,
  agentId: string,
  limit: number,
  gone: globalThis.AbortSignal,
): Promise<Answer> {
  const { db, now, seal, desk, publish, metrics, log } = deps;
  const agent = await readAgentRow(db.read, agentId);
  if (agent?.status !== "active" || gone.aborted) return { tasks: [], cancel: [], questions: [] };
  const claimed = limit > 0 && (await hasClaimable(db.read, agentId)) ? await claim() : [];
  const cancel = await db.read
    .selectFrom("task")
    .select("id")
    .where("agent_id", "=", agentId)
    .where("finished_at", "is", null)
    .where("cancel_requested", "=", 1)
    .execute();
  return {
    tasks: claimed.map(({ offer }) => offer),
    cancel: cancel.map(({ id }) => id),
    questions: desk.take(agentId),
  };

  async function claim() {
    const { offers, skipped } = await db.write(async (tx) => {
      const { claimed, skipped } = await claimTasks(
        tx,
        { agentId, atWork: deps.atWork.of(agentId) },
        limit,
        now(),
      );
      const composed = claimed.map(async (task) => ({ task, offer: await composeOffer(tx, seal, task) }));
      return { offers: await Promise.all(composed), skipped };
    });
    for (const task of skipped) deps.taskChanged(task);
    for (const { task } of offers) {
      metrics.tasksOffered.inc({ kind: task.kind });
      log.info({ taskId: task.id, agentId, kind: task.kind, attempt: task.attempt }, "task offered");
      publish({ type: "task", taskId: task.id, agentId, policyId: task.policy_id, status: "offered" });
    }
    return offers;
  }
}

/** An idle poll only reads. */
async function hasClaimable(db: Db, agentId: string): Promise<boolean> {
  const row: Pick<TaskRow, "id"> | undefined = await db
    .selectFrom("task")
    .select("id")
    .where("agent_id", "=", agentId)
    .where("finished_at", "is", null)
    .where("status", "in", ["queued", "offered"])
    .executeTakeFirst();
  return row !== undefined;
}
