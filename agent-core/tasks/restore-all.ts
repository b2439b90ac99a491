import { realpath, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { MAX_ITEMS } from "#contract/outcome";
import type { RestoreSpec } from "#contract/task";
import { filesAndFolders } from "../report/counted.ts";
import type { Place } from "../restic/classify.ts";
import { endedBadly, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import type { SummaryMessage } from "../restic/messages.ts";
import { type Restore, type RestoreEnd, restore } from "../restic/restore.ts";
import { finishLeftovers } from "./finish-leftovers.ts";
import type { FoundPlaces } from "./look-at-places.ts";
import { summaryOf } from "./summary-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

type Known = {
  /** How much is to come back. */
  expected: number;
  there: FoundPlaces;
  /** Earlier restores have left files unfinished there. */
  isResumed: boolean;
  /** What says so of restores of which nothing else is known. */
  unknown: readonly string[];
};

/** First completes what an earlier restore has left half written, which restic would skip; then brings back the rest. */
export async function restoreAll(
  context: TaskContext,
  wanted: Restore,
  { expected, there, isResumed, unknown }: Known,
): Promise<TaskEnd> {
  const { spec } = wanted;
  const { leftovers, staying, changedSince, manyNamed } = there;
  const place = placeOf(context, true);
  if (!spec.dryRun) await removeManyNamed(manyNamed);
  const isNothingElseThere = leftovers.length > 0 && staying === 0;
  // By size and time alone a file that a power cut has emptied looks whole.
  const isCompared = isNothingElseThere || (isResumed && spec.overwrite === "if-changed");
  const overwrite = isCompared ? "always" : spec.overwrite;

  const finished = isCompared
    ? { files: 0, bytes: 0 }
    : await finishLeftovers(context.run, wanted, there, place);
  if ("failure" in finished) return finished.failure;
  const judged = judgeRestore(
    await restore(context.run, { ...wanted, spec: { ...spec, overwrite } }),
    { expected, overwrite, mayCompare: wanted.mayCompare === true },
    place,
  );
  if (judged.outcome !== "success" || spec.dryRun) return judged;
  const { filesRestored = 0, bytesRestored = 0, filesSkipped = 0 } = judged.summary ?? {};
  // What is skipped is read only where everything is compared.
  const contentVerified = spec.verify && (overwrite === "always" || filesSkipped === 0);
  const summary = {
    ...judged.summary,
    ...(finished.files > 0 && {
      filesRestored: filesRestored + finished.files,
      bytesRestored: bytesRestored + finished.bytes,
      filesSkipped: staying,
    }),
    ...(contentVerified && { contentVerified }),
  };
  return withDoubts({ ...judged, summary }, [
    ...changedSince.map((path) => ({ path, message: CHANGED_SINCE })),
    ...(staying > 0 ? unknown : []).map((path) => ({ path, message: UNKNOWN })),
  ]);
}

/**
 * A file of several names restic 0.19.1 takes away before it overwrites it, and then writes only what differed: the rest stays empty, and
 * nobody is told. One that is not there it writes as a whole. What a link in the way leads to is not touched.
 */
async function removeManyNamed(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const folder = await realpath(dirname(path)).catch(() => undefined);
    if (folder === dirname(path)) await rm(path, { force: true });
  }
}

const CHANGED_SINCE =
  "was changed after an earlier attempt to restore it had broken off, so it was left alone and may be incomplete";

const UNKNOWN =
  "says that an earlier restore was not completed, and nothing more is known of it, so files that were skipped may be half written; to be sure, restore into a new folder, or overwrite the files, and then delete this one";

function withDoubts(end: TaskEnd, doubts: readonly { path: string; message: string }[]): TaskEnd {
  if (doubts.length === 0) return end;
  const items = doubts.slice(0, MAX_ITEMS).map((doubt) => ({ ...doubt, during: "restore" }));
  return { ...end, outcome: "warning", items, itemCount: doubts.length };
}

/** Where nothing was, nothing can stay: `mayCompare` is false there. */
type Wanted = { expected: number; overwrite: RestoreSpec["overwrite"]; mayCompare: boolean };

/** restic's summary has claimed success on a full disk: the exit code, the errors and our own count must agree with it. */
export function judgeRestore({ end, summary, items }: RestoreEnd, wanted: Wanted, place: Place): TaskEnd {
  const found = { ...(summary && { summary: summaryOf(summary) }), ...items.found() };
  if (end.exitCode !== 0) return { ...withNumber(endedBadly(end, place), items.count()), ...found };
  if (summary === undefined) return { ...withoutProof(end, "gave no summary"), ...found };
  const hasAllBytes = (summary.bytes_restored ?? 0) === (summary.total_bytes ?? 0);
  if (!isWhole(summary, wanted) || !hasAllBytes) {
    const came = (summary.files_restored ?? 0) + (summary.files_skipped ?? 0);
    const reason = `only ${Math.min(came, wanted.expected)} of ${filesAndFolders(wanted.expected)} came back`;
    return { ...withoutProof(end, reason), ...found };
  }
  return { outcome: items.count() === 0 ? "success" : "warning", exitCode: 0, ...found };
}

/**
 * Links, further names of a file, pipes and the like that are there already and stay restic 0.19.1 counts as skipped and among the total;
 * files only as skipped.
 */
function isWhole(
  { total_files: total = 0, files_restored: restored = 0, files_skipped: skipped = 0 }: SummaryMessage,
  { expected, overwrite, mayCompare }: Wanted,
): boolean {
  const countedTwice = total + skipped - expected;
  const mayStay = mayCompare && (overwrite === "never" || overwrite === "if-newer");
  const mostTwice = mayStay ? skipped : 0;
  // The folders above what is wanted count as restored but not as wanted.
  return countedTwice >= 0 && countedTwice <= mostTwice && restored >= total - countedTwice;
}

/** "There were 3 errors" says nothing to anybody; which files it was is in the list. */
function withNumber(end: TaskEnd, count: number): TaskEnd {
  if (end.failure?.code !== "internal" || count === 0) return end;
  const message = `${filesAndFolders(count)} could not be restored; they are listed with restic's own words. What is not listed came back.`;
  return { ...end, failure: { ...end.failure, message } };
}
