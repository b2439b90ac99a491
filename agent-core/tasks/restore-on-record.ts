import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { RestoreSpec } from "#contract/task";
import { realPlace } from "../facts/real-place.ts";
import { failed, type TaskEnd } from "../restic/judge-end.ts";
import type { RestoreSource } from "../restic/restore.ts";
import { isMarkedIncomplete, markComplete, markIncomplete, signOf } from "./incomplete-folder.ts";
import type { FoundPlaces } from "./look-at-places.ts";
import { type RestoreRecords, touches, type UnfinishedRestore } from "./unfinished-restores.ts";

type Restore = { taskId: string; spec: RestoreSpec; source: RestoreSource; target: string };

/** What earlier restores have left unfinished where this one goes, and its own record. */
export async function openRecord(
  records: RestoreRecords,
  { taskId, spec, source, target }: Restore,
  earlier: readonly UnfinishedRestore[],
) {
  const { snapshotId, paths, inPlace, overwrite } = spec;
  const real = await realPlace(target);
  const places = source.includes.length === 0 ? [real] : source.includes.map((path) => join(real, path));
  const unfinished = earlier.filter((one) => touches(one, places));
  const wasThere = await lstat(real).then(Boolean, () => false);
  const isMade = !wasThere || unfinished.some((one) => one.isTargetMade && one.target === target);
  const isSame = (one: UnfinishedRestore) =>
    one.taskId === taskId ||
    (one.target === target && one.snapshotId === snapshotId && one.paths.join("\0") === paths.join("\0"));
  const isSparing = overwrite === "never" || overwrite === "if-newer";

  const isSignKnown = isMade || !(await isMarkedIncomplete(real)) || (await isKnown(real, unfinished));

  return {
    real,
    /** What says that files may be half written of which nothing else is known. */
    unknown: isSparing && wasThere ? [...(isSignKnown ? [] : [signOf(real)]), ...records.unreadable()] : [],
    unfinished,
    isMade,

    /** On the disk before anything is written, or why not. */
    async begin({ made, overwritten }: FoundPlaces): Promise<TaskEnd | undefined> {
      const isOwnFolder = spec.target === undefined && !inPlace;
      const written = {
        made: wasThere ? made : places,
        overwritten: isSparing ? overwritten : places,
      };
      const own = { taskId, snapshotId, paths, target, isOwnFolder, isTargetMade: isMade, ...written };
      try {
        await records.begin(own, unfinished.filter(isSame));
      } catch (error) {
        return notBegun(error);
      }
      // What is wrong with the folder restic will say.
      if (isMade) await markIncomplete(real).catch(() => {});
      return undefined;
    },

    /**
     * restic gives a file its full size before anything is in it, if the system can (macOS and Windows cannot) and there is room. So it is
     * sure only of one that was stopped.
     */
    async breakOff({ outcome }: Pick<TaskEnd, "outcome">): Promise<void> {
      const wasStopped = outcome === "cancelled" || outcome === "interrupted";
      await records.breakOff(taskId, wasStopped && process.platform === "linux");
    },

    async finish(): Promise<void> {
      const whole = await records.finish({ taskId, snapshotId }, places);
      // A sign that stays on a whole folder is no reason to call it a failure.
      for (const folder of whole) await markComplete(await realPlace(folder)).catch(() => {});
    },
  };
}

const NOT_BEGUN =
  "Holdfast could not write down on this machine what it is about to restore, so nothing was restored. Its data folder has to be writable.";

function notBegun(error: unknown): TaskEnd {
  const isFull = error instanceof Error && "code" in error && error.code === "ENOSPC";
  return failed(isFull ? "local-disk-full" : "internal", isFull ? undefined : NOT_BEGUN, String(error));
}

/** A restore on record has made the folder, and its sign. */
async function isKnown(real: string, unfinished: readonly UnfinishedRestore[]): Promise<boolean> {
  for (const { isTargetMade, target } of unfinished)
    if (isTargetMade && (await realPlace(target)) === real) return true;
  return false;
}

/** Says of a restore that did not come to a good end what state it has left the folder in. */
export async function withWhatIsIncomplete(
  records: RestoreRecords,
  taskId: string,
  end: TaskEnd,
): Promise<TaskEnd> {
  const begun = await records.of(taskId);
  if (begun === undefined) return end;
  const { failure } = end;
  return {
    ...end,
    ...(failure && { failure: { ...failure, message: incomplete(failure.message, begun.target) } }),
    summary: { ...end.summary, restoredTo: begun.target, isIncomplete: true },
  };
}

export const incomplete = (message: string, folder: string) =>
  `${message} What is in ${folder} is not complete: the same restore once more goes on there and completes the files that are half written.`;
