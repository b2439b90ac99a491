import { reportResult } from "#contract/agent-protocol";
import { isSettled, retry } from "./backoff.ts";
import type { Journal, JournalEntry } from "./journal/journal.ts";
import type { Log } from "./log.ts";
import type { Session } from "./session.ts";

type Deps = { session: Session; journal: Journal; log: Log; signal: AbortSignal };

/** Brings results to the orchestrator, each until it is taken or refused for good; what is not taken yet stays in the journal. */
export function createResultDelivery({ session, journal, log, signal }: Deps) {
  const open = new Map<string, { taskId: string; attempt: number; done: Promise<void> }>();

  async function deliver(entry: JournalEntry): Promise<void> {
    const { taskId, attempt, leaseToken, result } = entry;
    if (result === undefined) return;
    const body = { attempt, leaseToken, ...result };
    try {
      await retry(
        () => session.call(reportResult, { params: { id: session.agentId(), taskId }, body }, { signal }),
        {
          signal,
          isFinal: isSettled,
          onFailure: (error, waitMs) =>
            log.warn({ err: error, taskId, waitMs }, "a result was not taken yet"),
        },
      );
    } catch (error) {
      if (!isSettled(error)) return;
      log.info({ err: error, taskId }, "the orchestrator does not want this result any more");
    }
    await journal.remove(taskId);
  }

  return {
    /** Resolves when the result is taken, refused, or left for the next start. */
    send(entry: JournalEntry): Promise<void> {
      const done = deliver(entry).finally(() => open.delete(entry.taskId));
      open.set(entry.taskId, { taskId: entry.taskId, attempt: entry.attempt, done });
      return done;
    },
    list: () => [...open.values()].map(({ taskId, attempt }) => ({ taskId, attempt })),
    settled: async (): Promise<void> => {
      await Promise.allSettled([...open.values()].map(({ done }) => done));
    },
  };
}

export type ResultDelivery = ReturnType<typeof createResultDelivery>;
