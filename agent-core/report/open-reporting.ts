import { appendLog, reportProgress } from "#contract/agent-protocol";
import { isUnfit } from "#contract/slim-report";
import type { TaskOffer } from "#contract/task";
import { isSettled, pause, retry } from "../backoff.ts";
import type { Session } from "../session.ts";
import type { StopSwitch } from "../stop-signal.ts";
import type { Packing } from "./log-chunk.ts";
import { createProgressReporter } from "./progress-reporter.ts";
import type { Redact } from "./redactor.ts";
import { createRunLog, type RunLog } from "./run-log.ts";

type Deps = { session: Session; now: () => Date; signal: AbortSignal };
type Attempt = Pick<TaskOffer, "taskId" | "attempt" | "leaseToken">;

/** How long a log may hold up the end of the program. */
const HURRY_MS = 1_500;

export function openRunLog(
  { session, now, signal }: Deps,
  { taskId, attempt, leaseToken }: Attempt,
  redact: Redact,
  more: { firstSeq?: number; paceMs?: () => number; packing?: Packing } = {},
): RunLog {
  return createRunLog({
    ...{ now, redact, ...more },
    send: (chunk) =>
      retry(
        () =>
          session.call(
            appendLog,
            { params: { id: session.agentId(), taskId }, body: { attempt, leaseToken, ...chunk } },
            { signal },
          ),
        { signal, isFinal: (error) => isSettled(error) || isUnfit(error) },
      ),
  });
}

/** Log and progress of one attempt, and the way by which the orchestrator can stop it. */
export function openReporting(
  deps: Deps,
  attempt: Attempt,
  { redact, packing, firstProgressMs }: { redact: Redact; packing: Packing; firstProgressMs: number },
  stop: StopSwitch,
) {
  const { session, signal } = deps;
  const { taskId, leaseToken } = attempt;
  let paceMs = firstProgressMs;
  const log = openRunLog(deps, attempt, redact, { paceMs: () => paceMs, packing });
  const progress = createProgressReporter(
    {
      send: async (newest, closing) => {
        const reply = await session.call(
          reportProgress,
          {
            params: { id: session.agentId(), taskId },
            body: { attempt: attempt.attempt, leaseToken, progress: newest },
          },
          { signal: AbortSignal.any([closing, signal]) },
        );
        paceMs = reply.nextProgressMs;
        return reply;
      },
      onCancel: () => stop.stop("cancelled"),
      firstMs: firstProgressMs,
    },
    { phase: "starting", filesDone: 0, bytesDone: 0, errorCount: 0 },
  );

  return {
    log,
    report: progress.report,
    close: async (): Promise<void> => {
      await progress.close();
      await Promise.race([log.close(), hurried(stop)]);
    },
  };
}

/** Resolves a little after the program begins to end, and never where it does not. */
async function hurried(stop: StopSwitch): Promise<void> {
  if (!stop.signal.aborted)
    await new Promise((resolve) => stop.signal.addEventListener("abort", resolve, { once: true }));
  if (stop.reason() !== "shutdown") await new Promise(() => {});
  await pause(HURRY_MS);
}

export type Reporting = ReturnType<typeof openReporting>;
