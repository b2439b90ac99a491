import type { RunReport } from "#contract/outcome";
import { pause } from "./backoff.ts";
import type { ResultDelivery } from "./deliver-results.ts";
import { endOrphan } from "./journal/end-orphan.ts";
import type { Journal, JournalEntry } from "./journal/journal.ts";
import type { UncleanEnds } from "./journal/unclean-ends.ts";
import type { Log } from "./log.ts";
import { openRunLog } from "./report/open-reporting.ts";
import { failureMessages } from "./restic/failure-messages.ts";
import type { Session } from "./session.ts";

type Deps = {
  session: Session;
  journal: Journal;
  delivery: ResultDelivery;
  log: Log;
  now: () => Date;
  signal: AbortSignal;
};

/** A log is closed by its result, so its last line goes first; but it does not hold the result up for long. */
const LAST_WORDS_MS = 3_000;

/** Ends what a killed predecessor left running. Needs no orchestrator, so that nothing new starts beside it. */
export async function endOrphans({
  journal,
  uncleanEnds,
  log,
  now,
}: Pick<Deps, "journal" | "log" | "now"> & { uncleanEnds: UncleanEnds }): Promise<void> {
  for (const entry of await journal.readAll()) {
    if (entry.result !== undefined) continue;
    await endOrphan(log, entry);
    const { process, repositoryId, startedAt } = entry;
    if (process === undefined || repositoryId === undefined) continue;
    await uncleanEnds.add({ repositoryId, ...process, startedAt, goneAt: now().toISOString() });
  }
}

/** Reports what a predecessor left: its finished results as they are, its open tasks as interrupted. */
export async function recover(deps: Deps): Promise<void> {
  for (const entry of await deps.journal.readAll()) {
    const finished =
      entry.result === undefined ? { ...entry, result: interrupted(entry, deps.now()) } : entry;
    if (entry.result === undefined) {
      await deps.journal.write(finished);
      await Promise.race([appendLastWords(deps, entry), pause(LAST_WORDS_MS)]);
    }
    void deps.delivery.send(finished);
  }
}

function interrupted({ startedAt, kept }: JournalEntry, now: Date): RunReport {
  return {
    outcome: "interrupted",
    interruptedBy: "crash",
    startedAt,
    finishedAt: now.toISOString(),
    failure: { code: "interrupted", message: failureMessages.interrupted },
    ...(kept && { summary: kept }),
  };
}

async function appendLastWords(deps: Deps, entry: JournalEntry): Promise<void> {
  const log = openRunLog(deps, entry, (text) => text, { firstSeq: Number.MAX_SAFE_INTEGER - 1 });
  log.error(failureMessages.interrupted);
  await log.close();
}
