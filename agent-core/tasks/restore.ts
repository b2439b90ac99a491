import { restoreSpec } from "#contract/task";
import { filesAndFolders } from "../report/counted.ts";
import type { Place } from "../restic/classify.ts";
import { endedBadly, failed, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { listEntries } from "../restic/ls.ts";
import { type RestoreEnd, restore } from "../restic/restore.ts";
import { createWayCheck } from "./folders-in-the-way.ts";
import { ownerOfNewFolder } from "./hand-over.ts";
import { keepOverwritten } from "./keep-overwritten.ts";
import { phase, restoreProgress } from "./progress-of.ts";
import { restoreSourceOf, wantedPaths } from "./restore-source.ts";
import { findTarget } from "./restore-target.ts";
import { summaryOf } from "./summary-of.ts";
import { placeOf, type TaskContext } from "./task-context.ts";

/** Counts what is to come back, brings it back, and compares. */
export async function runRestore(context: TaskContext): Promise<TaskEnd> {
  const spec = restoreSpec.parse(context.offer.spec);
  const source = restoreSourceOf(spec.paths);
  const found = await findTarget({ home: context.folders.home, now: context.now }, spec, source);
  if ("refusal" in found) return failed("not-allowed-here", found.refusal);
  const { target } = found;
  const place = placeOf(context, true);

  context.report(phase("counting"));
  let count = 0;
  const way = createWayCheck(spec, source, target);
  const end = await listEntries(context.run, spec.snapshotId, wantedPaths(source), (entry) => {
    count++;
    return way.see(entry);
  });
  if (end.exitCode !== 0) return endedBadly(end, place);
  if (count === 0)
    return failed(
      "source-missing",
      "The snapshot holds none of the chosen files, so nothing was restored. Choose them again from the snapshot's tree.",
    );
  const refusal = await way.refusal();
  if (refusal !== undefined) return failed("not-allowed-here", refusal);
  const { kept, notKept } = await keepOverwritten(context, {
    spec,
    source,
    target,
    replaced: way.replaced(),
  });
  context.log.info(
    `${spec.dryRun ? "Trying to restore" : "Restoring"} ${filesAndFolders(count)} to ${target}`,
  );

  const handOver = await ownerOfNewFolder(target);
  const ended = await restore(context.run, {
    spec,
    source,
    target,
    onStatus: (status, errorCount) => context.report(restoreProgress(status, errorCount)),
  });
  const judged = judgeRestore(ended, count, place);
  if (spec.dryRun) return judged;
  await handOver();
  const contentVerified = spec.verify && judged.outcome === "success";
  return {
    ...judged,
    ...(judged.outcome === "success" && notKept.length > 0 && { outcome: "warning" as const }),
    summary: {
      ...judged.summary,
      restoredTo: target,
      ...kept,
      ...(notKept.length > 0 && { notKept }),
      ...(contentVerified && { contentVerified }),
    },
  };
}

/** restic's summary has claimed success on a full disk: the exit code, the errors and our own count must agree with it. */
export function judgeRestore({ end, summary, items }: RestoreEnd, expected: number, place: Place): TaskEnd {
  const found = { ...(summary && { summary: summaryOf(summary) }), ...items.found() };
  if (end.exitCode !== 0) return { ...withNumber(endedBadly(end, place), items.count()), ...found };
  if (summary === undefined) return { ...withoutProof(end, "gave no summary"), ...found };
  const touched = (summary.total_files ?? 0) + (summary.files_skipped ?? 0);
  // Parent folders that had to be made count as restored but not as wanted.
  const isWhole = touched === expected && (summary.files_restored ?? 0) >= (summary.total_files ?? 0);
  const hasAllBytes = (summary.bytes_restored ?? 0) === (summary.total_bytes ?? 0);
  if (!isWhole || !hasAllBytes)
    return { ...withoutProof(end, `only ${touched} of ${filesAndFolders(expected)} came back`), ...found };
  return { outcome: items.count() === 0 ? "success" : "warning", exitCode: 0, ...found };
}

/** "There were 3 errors" says nothing to anybody; which files it was is in the list. */
function withNumber(end: TaskEnd, count: number): TaskEnd {
  if (end.failure?.code !== "internal" || count === 0) return end;
  const message = `${filesAndFolders(count)} could not be restored; they are listed with restic's own words. What is not listed came back.`;
  return { ...end, failure: { ...end.failure, message } };
}
