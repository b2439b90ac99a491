import { acknowledgeTask } from "#contract/agent-protocol";
import { ProblemError } from "#contract/call";
import type { Reply } from "#contract/endpoint";
import { copySpec } from "#contract/maintenance";
import type { RunReport } from "#contract/outcome";
import type { TaskOffer } from "#contract/task";
import { retry } from "./backoff.ts";
import type { ResultDelivery } from "./deliver-results.ts";
import type { Journal, JournalEntry, KeptAside } from "./journal/journal.ts";
import { processStartTime } from "./journal/process-identity.ts";
import { type PerformDeps, performTask } from "./perform-task.ts";
import { packingFor } from "./report/log-chunk.ts";
import { openReporting } from "./report/open-reporting.ts";
import { createRedactor, type Redact, secretsOf } from "./report/redactor.ts";
import type { TaskEnd } from "./restic/judge-end.ts";
import type { ResticEnd } from "./restic/run-restic.ts";
import type { Session } from "./session.ts";
import type { StopSwitch } from "./stop-signal.ts";

export type ExecuteDeps = PerformDeps & {
  session: Session;
  journal: Journal;
  delivery: ResultDelivery;
  /** Ends every request of this program. */
  signal: AbortSignal;
};

/** One attempt from acknowledgement to the journalled result, whose delivery then goes on by itself. Never throws. */
export async function executeTask(deps: ExecuteDeps, offer: TaskOffer, stop: StopSwitch): Promise<void> {
  try {
    const taken = await acknowledge(deps, offer);
    if (taken === undefined) return;
    const redact = createRedactor(secretsIn(offer));
    const entry = entryOf(offer, deps.now());
    await remember(deps, entry);
    const reporting = openReporting(
      deps,
      offer,
      { redact, packing: packingFor(taken.logEncodings), firstProgressMs: taken.nextProgressMs ?? 0 },
      stop,
    );

    const watched = watch(deps, entry, offer.repository.id);
    const end = await performTask(deps, { offer, stop, reporting, redact, ...watched });

    reporting.log[levelOf(end)](endLine(end));
    const { taskId, attempt, kind } = offer;
    const decision = { taskId, attempt, kind, outcome: end.outcome, code: end.failure?.code };
    deps.log.info(decision, "a task ended");
    const result = reportOf(end, entry.startedAt, deps.now(), redact);
    await remember(deps, { ...entry, result });
    await reporting.close();
    const finished = { ...entry, result: { ...result, logChunks: reporting.log.chunks() } };
    await remember(deps, finished);
    void deps.delivery.send(finished);
  } catch (error) {
    deps.log.error({ err: error, taskId: offer.taskId }, "a task could not be carried through");
  }
}

/**
 * Keeps in the journal which restic runs and what was kept aside, and on record the restic that was killed: it leaves its lock behind.
 */
function watch(deps: ExecuteDeps, entry: JournalEntry, repositoryId: string) {
  let process: Required<JournalEntry>["process"] | undefined;
  let startedAt = entry.startedAt;
  let kept: KeptAside | undefined;
  const write = () => remember(deps, { ...entry, ...(process && { process }), ...(kept && { kept }) });
  return {
    onSpawn: async (pid: number) => {
      const startTime = await processStartTime(pid);
      process = startTime === undefined ? undefined : { pid, startTime };
      startedAt = deps.now().toISOString();
      if (process !== undefined) await write();
    },
    onKept: async (aside: KeptAside) => {
      kept = aside;
      await write();
    },
    onEnd: async ({ signal }: ResticEnd) => {
      if (signal === null || process === undefined) return;
      const goneAt = deps.now().toISOString();
      await deps.uncleanEnds.add({ repositoryId, ...process, startedAt, goneAt });
    },
  };
}

/** A disk too full for the journal is no reason to say nothing: the run goes on, and its result from memory. */
async function remember({ journal, log }: ExecuteDeps, entry: JournalEntry): Promise<void> {
  try {
    await journal.write(entry);
  } catch (error) {
    log.error({ err: error, taskId: entry.taskId }, "the journal could not be written");
  }
}

/** Nothing when the attempt is not ours: it is then left alone. An offer is good for 30 seconds. */
async function acknowledge(
  { session, log, signal }: ExecuteDeps,
  offer: TaskOffer,
): Promise<Reply<typeof acknowledgeTask> | undefined> {
  const { taskId, attempt, leaseToken } = offer;
  try {
    return await retry(
      () =>
        session.call(
          acknowledgeTask,
          { params: { id: session.agentId(), taskId }, body: { attempt, leaseToken } },
          { signal },
        ),
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(25_000)]),
        longestMs: 5_000,
        isFinal: (error) =>
          error instanceof ProblemError && error.problem.status < 500 && error.problem.status !== 429,
      },
    );
  } catch (error) {
    log.info({ err: error, taskId, attempt }, "an offered task is not taken");
    return undefined;
  }
}

function entryOf(offer: TaskOffer, now: Date): JournalEntry {
  const { taskId, attempt, leaseToken, kind, slot, policyId, repository } = offer;
  const startedAt = now.toISOString();
  return {
    taskId,
    attempt,
    leaseToken,
    kind,
    startedAt,
    repositoryId: repository.id,
    ...(policyId && { policyId }),
    ...(slot && { slotKey: slot.key }),
  };
}

function levelOf({ outcome }: TaskEnd): "info" | "warn" | "error" {
  if (outcome === "failure") return "error";
  return outcome === "success" ? "info" : "warn";
}

function endLine({ outcome, exitCode, snapshotId, failure, itemCount }: TaskEnd): string {
  return [
    `Ended: ${outcome}`,
    ...(typeof exitCode === "number" ? [`exit code ${exitCode}`] : []),
    ...(snapshotId === undefined ? [] : [`snapshot ${snapshotId.slice(0, 8)}`]),
    ...(itemCount === undefined ? [] : [`${itemCount} items with errors`]),
    ...(failure === undefined ? [] : [`${failure.code}: ${failure.message}`]),
  ].join(", ");
}

function reportOf(end: TaskEnd, startedAt: string, now: Date, redact: Redact): RunReport {
  const { failure, items } = end;
  return {
    ...end,
    startedAt,
    finishedAt: now.toISOString(),
    ...(failure && {
      failure: {
        code: failure.code,
        message: redact(failure.message).slice(0, 2_000),
        ...(failure.detail === undefined ? {} : { detail: redact(failure.detail).slice(0, 8_000) }),
      },
    }),
    ...(items && {
      items: items.map((item) => ({ ...item, message: redact(item.message).slice(0, 1_000) })),
    }),
  };
}

/** A copy knows those of a second repository too. */
function secretsIn({ kind, repository, spec }: TaskOffer): string[] {
  const second = kind === "copy" ? copySpec.safeParse(spec).data?.target : undefined;
  return [...secretsOf(repository), ...(second === undefined ? [] : secretsOf(second))];
}
