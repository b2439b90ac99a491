import { pollTasks } from "#contract/agent-protocol";
import type { Question } from "#contract/questions";
import { pause, waitAfter } from "./backoff.ts";
import type { Log } from "./log.ts";
import type { RunningTasks } from "./running-tasks.ts";
import type { Session } from "./session.ts";

type Deps = {
  session: Session;
  tasks: RunningTasks;
  answer: (question: Question) => void;
  waitSeconds: number;
  log: Log;
  signal: AbortSignal;
};

/** An answer with nothing new in it that comes at once, again and again, must not become a storm. */
const QUIET_MS = 1_000;

/** Waits for tasks, cancellations and questions, one request after the other, until the signal ends it. */
export async function poll(deps: Deps): Promise<void> {
  let failures = 0;
  while (!deps.signal.aborted) {
    try {
      const isNews = await pollOnce(deps);
      failures = 0;
      if (!isNews) await pause(QUIET_MS, deps.signal);
    } catch (error) {
      if (deps.signal.aborted) return;
      const waitMs = waitAfter(error, failures++);
      deps.log.warn({ err: error, waitMs }, "asking for tasks failed; trying again");
      await pause(waitMs, deps.signal);
    }
  }
}

async function pollOnce({ session, tasks, answer, waitSeconds, signal }: Deps): Promise<boolean> {
  const startedAt = performance.now();
  const limit = Math.max(0, tasks.free());
  const reply = await untilFreed(tasks, limit, signal, (cut) =>
    session.call(
      pollTasks,
      { params: { id: session.agentId() }, query: { wait: waitSeconds, limit } },
      { signal: cut },
    ),
  );
  if (reply === undefined) return true;
  for (const taskId of reply.cancel) tasks.cancel(taskId);
  for (const question of reply.questions) answer(question);
  const taken = reply.tasks.filter((offer) => tasks.take(offer));
  const isEmpty = reply.cancel.length + reply.questions.length + reply.tasks.length === 0;
  const tookItsTime = isEmpty && performance.now() - startedAt > QUIET_MS;
  return taken.length > 0 || reply.questions.length > 0 || tookItsTime;
}

/** A poll that may not bring tasks is cut short when a place gets free; undefined then. */
async function untilFreed<T>(
  tasks: RunningTasks,
  limit: number,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cut = new AbortController();
  const stopListening = limit === 0 ? tasks.onFreed(() => cut.abort()) : () => {};
  try {
    return await ask(AbortSignal.any([signal, cut.signal]));
  } catch (error) {
    if (cut.signal.aborted && !signal.aborted) return undefined;
    throw error;
  } finally {
    stopListening();
  }
}
