import { readdir } from "node:fs/promises";
import { type RestoreSpec, restoreSpec } from "#contract/task";
import { filesAndFolders } from "../report/counted.ts";
import { endedBadly, failed, type TaskEnd } from "../restic/judge-end.ts";
import { listEntries } from "../restic/ls.ts";
import type { Restore, RestoreSource } from "../restic/restore.ts";
import { createWayCheck } from "./folders-in-the-way.ts";
import { ownerOfNewFolder } from "./hand-over.ts";
import { keepOverwritten } from "./keep-overwritten.ts";
import { createLookAtPlaces, type FoundPlaces } from "./look-at-places.ts";
import { phase, restoreProgress } from "./progress-of.ts";
import { restoreAll } from "./restore-all.ts";
import { openRecord, withWhatIsIncomplete } from "./restore-on-record.ts";
import { restoreSourceOf, wantedPaths } from "./restore-source.ts";
import { findTarget } from "./restore-target.ts";
import { placeOf, type TaskContext } from "./task-context.ts";
import { createRestoreRecords, type RestoreRecords } from "./unfinished-restores.ts";

type Prepared = {
  spec: RestoreSpec;
  source: RestoreSource;
  target: string;
  record: Awaited<ReturnType<typeof openRecord>>;
  expected: number;
  replaced: string[];
  there: FoundPlaces;
};

/** Counts what is to come back, brings it back, and compares. What breaks off is on record, and the next attempt completes it. */
export async function runRestore(context: TaskContext): Promise<TaskEnd> {
  const spec = restoreSpec.parse(context.offer.spec);
  const records = createRestoreRecords(context.folders.restoresDir, context.now, context.log.warn);
  const prepared = await prepare(context, spec, records);
  const end = "failure" in prepared ? prepared.failure : await carryOut(context, prepared, records);
  const isGood = end.outcome === "success" || end.outcome === "warning";
  return spec.dryRun || isGood ? end : await withWhatIsIncomplete(records, context.offer.taskId, end);
}

async function prepare(
  context: TaskContext,
  spec: RestoreSpec,
  records: RestoreRecords,
): Promise<Prepared | { failure: TaskEnd }> {
  const { folders, now, offer } = context;
  const source = restoreSourceOf(spec.paths);
  const earlier = spec.dryRun ? [] : await records.all();
  const found = await findTarget({ home: folders.home, now, unfinished: earlier }, spec, source);
  if ("refusal" in found) return { failure: failed("not-allowed-here", found.refusal) };
  const { target } = found;
  const record = await openRecord(records, { taskId: offer.taskId, spec, source, target }, earlier);

  context.report(phase("counting"));
  let expected = 0;
  const way = createWayCheck(spec, source, target);
  const places = createLookAtPlaces(spec, { root: source.root, ...record });
  const end = await listEntries(context.run, spec.snapshotId, wantedPaths(source), async (entry) => {
    expected++;
    await way.see(entry);
    await places.see(entry);
  });
  if (end.exitCode !== 0) return { failure: endedBadly(end, placeOf(context, true)) };
  if (expected === 0)
    return {
      failure: failed(
        "source-missing",
        "The snapshot holds none of the chosen files, so nothing was restored. Choose them again from the snapshot's tree.",
      ),
    };
  const refusal = await way.refusal();
  if (refusal !== undefined) return { failure: failed("not-allowed-here", refusal) };
  return { spec, source, target, record, expected, replaced: way.replaced(), there: places.found() };
}

async function carryOut(
  context: TaskContext,
  { spec, source, target, record, expected, replaced, there }: Prepared,
  records: RestoreRecords,
): Promise<TaskEnd> {
  const { kept, notKept } = await keepOverwritten(context, { spec, source, target, replaced });
  context.log.info(
    `${spec.dryRun ? "Trying to restore" : "Restoring"} ${filesAndFolders(expected)} to ${target}`,
  );

  const isResumed = record.unfinished.length > 0;
  const handOver = await ownerOfNewFolder(target, isResumed && record.isMade);
  const mayCompare = isResumed || !(await isEmpty(target));
  const notBegun = spec.dryRun ? undefined : await record.begin(there);
  if (notBegun !== undefined) return { ...notBegun, summary: kept };
  const onStatus: Restore["onStatus"] = (status, errorCount) => {
    records.isAlive(context.offer.taskId);
    context.report(restoreProgress(status, errorCount));
  };
  const wanted = { spec, source, target, mayCompare, onStatus };
  const judged = await restoreAll(context, wanted, { expected, there, isResumed, unknown: record.unknown });
  if (spec.dryRun) return judged;
  await handOver();
  // What has come back is told, whatever becomes of the record: a disk may be full.
  await (judged.outcome === "success" ? record.finish() : record.breakOff(judged)).catch((error: unknown) =>
    context.log.warn(`The record of this restore could not be brought up to date: ${error}`),
  );
  return {
    ...judged,
    ...(judged.outcome === "success" && notKept.length > 0 && { outcome: "warning" as const }),
    summary: {
      ...judged.summary,
      restoredTo: target,
      ...kept,
      ...(notKept.length > 0 && { notKept }),
    },
  };
}

/** What cannot be looked at may hold something. */
async function isEmpty(target: string): Promise<boolean> {
  return await readdir(target).then(
    ({ length }) => length === 0,
    ({ code }: NodeJS.ErrnoException) => code === "ENOENT",
  );
}
