import { reportResult, reportRun } from "#contract/agent-protocol";
import { ProblemError } from "#contract/call";
import type { RunReport } from "#contract/outcome";
import { cutWords, isUnfit, slimReports } from "#contract/slim-report";
import { isSettled, retry } from "./backoff.ts";
import type { Journal, JournalEntry } from "./journal/journal.ts";
import type { Log } from "./log.ts";
import { openRunLog } from "./report/open-reporting.ts";
import type { Session } from "./session.ts";

type Deps = { session: Session; journal: Journal; log: Log; now: () => Date; signal: AbortSignal };
type Finished = JournalEntry & { result: RunReport };

/** Brings results to the orchestrator, each until it is taken or refused for good; what is not taken yet stays in the journal. */
export function createResultDelivery(deps: Deps) {
  const { journal, log, signal } = deps;
  const open = new Map<string, { taskId: string; attempt: number; done: Promise<void> }>();

  async function deliver(entry: JournalEntry): Promise<void> {
    const { taskId, result } = entry;
    if (result === undefined) return;
    try {
      await bring(deps, { ...entry, result });
    } catch (error) {
      if (signal.aborted) return;
      if (!isSettled(error)) {
        await putAside(deps, entry, error);
        return;
      }
      log.info({ err: error, taskId }, "the orchestrator does not want this result any more");
    }
    await journal.remove(taskId);
  }

  return {
    /** Resolves when the result is taken, refused, or left for the next start. */
    send(entry: JournalEntry): Promise<void> {
      const done = deliver(entry)
        .catch((error) => log.error({ err: error, taskId: entry.taskId }, "a result could not be delivered"))
        .finally(() => open.delete(entry.taskId));
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

/** As it is; and where it is not taken like that, in ever fewer words: otherwise it would be refused for ever. */
async function bring(deps: Deps, entry: Finished): Promise<void> {
  try {
    await sendResult(deps, entry, entry.result);
  } catch (error) {
    if (isUnknownTask(error)) await sendAsRun(deps, entry);
    else if (isUnfit(error)) await bringLess(deps, entry, error);
    else throw error;
  }
}

async function bringLess(deps: Deps, entry: Finished, why: unknown): Promise<void> {
  const { journal, log } = deps;
  const file = await journal.setAside(entry);
  let last = why;
  for (const { report, leftOut } of slimReports(entry.result, entry.kind)) {
    log.warn({ err: last, taskId: entry.taskId, leftOut, file }, "a result is sent in fewer words");
    const note = cutWords(last, leftOut, `on this machine in ${file}`);
    try {
      await sendResult(deps, entry, { ...report, logChunks: await appendNote(deps, entry, note) });
      return;
    } catch (error) {
      if (!isUnfit(error)) throw error;
      last = error;
    }
  }
  throw last;
}

function sendResult(
  { session, log, signal }: Deps,
  { taskId, attempt, leaseToken }: JournalEntry,
  result: RunReport,
): Promise<unknown> {
  const body = { attempt, leaseToken, ...result };
  return retry(
    () => session.call(reportResult, { params: { id: session.agentId(), taskId }, body }, { signal }),
    {
      signal,
      isFinal: (error) => isSettled(error) || isUnfit(error) || isUnknownTask(error),
      onFailure: (error, waitMs) => log.warn({ err: error, taskId, waitMs }, "a result was not taken yet"),
    },
  );
}

/** The task is not known there, after a step back to an older database for example; that the run was, shall be known all the same. */
async function sendAsRun({ session, log, signal }: Deps, entry: Finished): Promise<void> {
  const { taskId, kind, policyId, slotKey, result } = entry;
  const { logChunks: _, ...report } = result;
  const run = { kind, ...(policyId && { policyId }), ...(slotKey ? { slotKey } : { localRunId: taskId }) };
  log.warn({ taskId, kind }, "the orchestrator does not know this task; its result is told as a run");
  await retry(
    () =>
      session.call(reportRun, { params: { id: session.agentId() }, body: { ...report, ...run } }, { signal }),
    { signal, isFinal: (error) => isSettled(error) || isUnfit(error) || isUnknownTask(error) },
  );
}

/** A log is closed by its result, so the note goes before it. Returns how many chunks there are now. */
async function appendNote(deps: Deps, { result, ...entry }: Finished, note: string): Promise<number> {
  const runLog = openRunLog(deps, entry, (text) => text, { firstSeq: result.logChunks ?? 0 });
  runLog.warn(note);
  await runLog.close();
  return runLog.chunks();
}

async function putAside({ journal, log }: Deps, entry: JournalEntry, why: unknown): Promise<void> {
  const file = await journal.setAside(entry);
  log.error({ err: why, taskId: entry.taskId, file }, "a result was refused for good and is kept aside");
  await journal.remove(entry.taskId);
}

function isUnknownTask(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 404;
}
