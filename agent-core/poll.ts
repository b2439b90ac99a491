import { pollTasks } from "#contract/agent-protocol";
import type { Question } from "#contract/questions";
import type { AgentMetrics } from "./agent-metrics.ts";
import { pause, waitAfter } from "./backoff.ts";
import type { Log } from "./log.ts";
import type { RunningTasks } from "./running-tasks.ts";
import type { Session } from "./session.ts";
import type { SleepWatch } from "./sleep-watch.ts";

type Deps = {
  session: Session;
  tasks: RunningTasks;
  answer: (question: Question) => void;
  /** Asked before each poll. */
  waitSeconds: () => number;
  onWake: SleepWatch["onWake"];
  metrics: AgentMetrics;
  log: Log;
  signal: AbortSignal;
};

/** An answer with nothing new in it that comes at once, again and again, must not become a storm. */
const QUIET_MS = 1_000;

/** How much later than asked an answer may come before its connection counts as dead. */
const ANSWER_MS = 30_000;

/** Waits for tasks, cancellations and questions, one request after the other, until the signal ends it. */
export async function poll(deps: Deps): Promise<void> {
  let failures = 0;
  while (!deps.signal.aborted) {
    try {
      const isNews = await pollOnce(deps);
      deps.metrics.notePoll(true);
      failures = 0;
      if (!isNews) await pause(QUIET_MS, deps.signal);
    } catch (error) {
      if (deps.signal.aborted) return;
      deps.metrics.notePoll(false);
      const waitMs = waitAfter(error, failures++);
      deps.log.warn({ err: error, waitMs }, "asking for tasks failed; trying again");
      await pause(waitMs, deps.signal);
    }
  }
}

async function pollOnce(deps: Deps): Promise<boolean> {
  const { session, tasks, answer } = deps;
  const waitSeconds = deps.waitSeconds();
  const startedAt = performance.now();
  const limit = Math.max(0, tasks.free());
  const reply = await untilCut(deps, { limit, waitSeconds }, (cut) =>
    session.call(
      pollTasks,
      { params: { id: session.agentId() }, query: { wait: waitSeconds, limit } },
      { signal: cut },
    ),
  );
  if (reply === undefined) return true;
  for (const taskId of reply.cancel) tasks.cancel(taskId);
  for (const question of reply.questions) answer(question);
  const taken = reply.tasks.filter((offer) => {
    const isTaken = tasks.take(offer);
    const { taskId, attempt, kind } = offer;
    deps.log.info(
      { taskId, attempt, kind },
      isTaken ? "a task begins" : "an offer is left: no place is free",
    );
    return isTaken;
  });
  const isEmpty = reply.cancel.length + reply.questions.length + reply.tasks.length === 0;
  const tookItsTime = isEmpty && performance.now() - startedAt > QUIET_MS;
  return taken.length > 0 || reply.questions.length > 0 || tookItsTime;
}

/**
 * A poll that may not bring tasks is cut short when a place gets free, and every poll when the machine wakes up, for its connection may be
 * dead without knowing it; undefined then.
 */
async function untilCut<T>(
  { tasks, onWake, signal }: Deps,
  { limit, waitSeconds }: { limit: number; waitSeconds: number },
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cut = new AbortController();
  const stopListening = [
    onWake(() => cut.abort()),
    limit === 0 ? tasks.onFreed(() => cut.abort()) : () => {},
  ];
  const tooLong = AbortSignal.timeout(waitSeconds * 1_000 + ANSWER_MS);
  try {
    return await ask(AbortSignal.any([signal, cut.signal, tooLong]));
  } catch (error) {
    if (cut.signal.aborted && !signal.aborted) return undefined;
    throw error;
  } finally {
    for (const stop of stopListening) stop();
  }
}
