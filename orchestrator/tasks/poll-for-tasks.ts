import type { FastifyBaseLogger } from "fastify";
import type * as z from "zod";
import type { pollTasks } from "#contract/agent-protocol";
import type { ReplyInput } from "#contract/endpoint";
import type { Presence } from "../agents/presence.ts";
import type { Roster } from "../agents/roster.ts";
import type { Database, Db } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { DomainError } from "../http/errors.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { Seal } from "../secrets/seal.ts";
import { type Soon, whenKnown } from "../when-known.ts";
import type { AtWork } from "./at-work.ts";
import { claimTasks } from "./claim-tasks.ts";
import { composeOffer } from "./compose-offer.ts";
import type { OpenWork, OpenWorks } from "./open-work.ts";
import type { TaskRow } from "./tasks.store.ts";
import type { WaitingPolls } from "./waiting-polls.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  roster: Roster;
  openWork: OpenWorks;
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
export function pollForTasks(
  deps: Deps,
  agentId: string,
  query: Query,
  gone: () => globalThis.AbortSignal,
): Soon<Answer> {
  return query.wait === 0
    ? lookForWork(deps, agentId, query.limit, gone)
    : waitForWork(deps, agentId, query, gone);
}

async function waitForWork(
  deps: Deps,
  agentId: string,
  query: Query,
  gone: () => globalThis.AbortSignal,
): Promise<Answer> {
  const until = performance.now() + query.wait * 1_000;
  const known = new Set<string>();
  for (let isFirst = true; ; isFirst = false) {
    // Whoever is woken between the look and the wait must not be missed: listen first.
    const leftMs = until - performance.now();
    const woken = deps.polls.wait(agentId, Math.max(0, leftMs), gone());
    const answer = await lookForWork(deps, agentId, query.limit, gone);
    // Stops that were told with the last answer are repeated by heartbeats; they do not end this wait again.
    const news = !isFirst && answer.cancel.some((id) => !known.has(id));
    for (const id of answer.cancel) known.add(id);
    const hasWork = answer.tasks.length > 0 || answer.questions.length > 0 || news;
    if (hasWork || leftMs <= 0 || gone().aborted || deps.polls.areOver()) return answer;
    await woken;
  }
}

/** Asks the database only where a task of this machine waits or is to be stopped. */
function lookForWork(
  deps: Deps,
  agentId: string,
  limit: number,
  gone: () => globalThis.AbortSignal,
): Soon<Answer> {
  deps.presence.heard(agentId);
  return whenKnown(deps.roster.read(agentId), (agent) => {
    if (agent === undefined || agent.status === "revoked") throw new DomainError("wrong-credential");
    return whenKnown(deps.openWork.of(agentId), (work) => {
      const hasAny = work.waits || work.stops || deps.desk.hasFor(agentId);
      if (!hasAny || agent.status !== "active" || gone().aborted)
        return { tasks: [], cancel: [], questions: [] };
      return takeWork(deps, agentId, work, limit);
    });
  });
}

async function takeWork(
  deps: Deps,
  agentId: string,
  { waits, stops }: OpenWork,
  limit: number,
): Promise<Answer> {
  const tasks = limit > 0 && waits ? await claim(deps, agentId, limit) : [];
  const cancel = stops ? await toBeStopped(deps.db.read, agentId) : [];
  return { tasks, cancel, questions: deps.desk.take(agentId) };
}

async function claim(deps: Deps, agentId: string, limit: number): Promise<Answer["tasks"]> {
  const { db, now, seal, publish, metrics, log, taskChanged } = deps;
  const { offers, skipped } = await db.write(async (tx) => {
    const machine = { agentId, atWork: deps.atWork.of(agentId), hasTold: deps.atWork.hasTold(agentId) };
    const { claimed, skipped } = await claimTasks(tx, machine, limit, now());
    const composed = claimed.map(async (task) => ({ task, offer: await composeOffer(tx, seal, task) }));
    return { offers: await Promise.all(composed), skipped };
  });
  for (const task of skipped) taskChanged(task);
  for (const { task } of offers) {
    metrics.tasksOffered.inc({ kind: task.kind });
    log.info({ taskId: task.id, agentId, kind: task.kind, attempt: task.attempt }, "task offered");
    publish({ type: "task", taskId: task.id, agentId, policyId: task.policy_id, status: "offered" });
  }
  return offers.map(({ offer }) => offer);
}

async function toBeStopped(db: Db, agentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("task")
    .select("id")
    .where("agent_id", "=", agentId)
    .where("finished_at", "is", null)
    .where("cancel_requested", "=", 1)
    .execute();
  return rows.map(({ id }) => id);
}
