import type { RunReport } from "#contract/outcome";
import { pause } from "./backoff.ts";
import type { ResultDelivery } from "./deliver-results.ts";
import { endOrphan } from "./journal/end-orphan.ts";
import type { Journal, JournalEntry, KeptAside } from "./journal/journal.ts";
import type { UncleanEnds } from "./journal/unclean-ends.ts";
import type { Log } from "./log.ts";
import { openRunLog } from "./report/open-reporting.ts";
import type { WorkFolders } from "./restic/environment.ts";
import { failureMessages } from "./restic/failure-messages.ts";
import type { TaskEnd } from "./restic/judge-end.ts";
import type { Session } from "./session.ts";
import { withWhatIsIncomplete } from "./tasks/restore-on-record.ts";
import { removeUnfinished } from "./tasks/unfinished-copies.ts";
import { createRestoreRecords } from "./tasks/unfinished-restores.ts";

type Deps = {
  session: Session;
  journal: Journal;
  delivery: ResultDelivery;
  log: Log;
  now: () => Date;
  signal: AbortSignal;
  folders: Pick<WorkFolders, "restoresDir">;
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
    const finished = entry.result === undefined ? await interrupt(deps, entry) : entry;
    void deps.delivery.send(finished);
  }
}

async function interrupt(deps: Deps, entry: JournalEntry): Promise<JournalEntry> {
  const { kept, removed } = await whatIsKept(deps.log, entry);
  const { startedAt } = entry;
  const end: TaskEnd = {
    outcome: "interrupted",
    interruptedBy: "crash",
    failure: { code: "interrupted", message: failureMessages.interrupted },
    ...(kept && { summary: kept }),
  };
  const { log, folders, now } = deps;
  const { taskId } = entry;
  const records = createRestoreRecords(folders.restoresDir, now, (text) => log.warn({ taskId }, text));
  const said = await withWhatIsIncomplete(records, taskId, end);
  const result: RunReport = { ...said, startedAt, finishedAt: deps.now().toISOString() };
  const finished = { ...entry, result };
  await deps.journal.write(finished);
  await Promise.race([appendLastWords(deps, entry, removed), pause(LAST_WORDS_MS)]);
  return finished;
}

/** Without numbers it was only begun, or the journal could not be written; which of the two, the folder itself says. */
async function whatIsKept(
  log: Log,
  { kept, taskId }: JournalEntry,
): Promise<{ kept?: KeptAside; removed?: string }> {
  if (kept?.keptIn === undefined || kept.filesKept !== undefined) return { ...(kept && { kept }) };
  const folder = kept.keptIn;
  const left = await removeUnfinished(folder).catch((error: unknown) => {
    log.warn({ err: error, taskId, folder }, "copies that are not complete could not be removed");
    return "stays" as const;
  });
  if (left === "stays") return { kept };
  return left === "gone" ? {} : { removed: folder };
}

async function appendLastWords(deps: Deps, entry: JournalEntry, removed?: string): Promise<void> {
  const log = openRunLog(deps, entry, (text) => text, { firstSeq: Number.MAX_SAFE_INTEGER - 1 });
  if (removed !== undefined) log.info(`Nothing was overwritten. The copies begun in ${removed} are removed.`);
  log.error(failureMessages.interrupted);
  await log.close();
}
