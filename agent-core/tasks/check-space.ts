import { statfsSync } from "node:fs";
import { diskOf } from "../facts/disk-of.ts";
import { failed, type TaskEnd } from "../restic/judge-end.ts";
import type { TaskContext } from "./task-context.ts";

/** Two packs for each connection, as restic writes them into its temporary folder before it sends them. */
const LEAST_BYTES = 2 * 16 * 1024 ** 2 * 5;
const LOW_BYTES = 2 * 1024 ** 3;

type Deps = Pick<TaskContext, "folders" | "log">;

/** Whether restic has room for its cache and its temporary files; begun without it, it fails in the middle. */
export async function refuseWithoutSpace(
  { folders, log }: Deps,
  leastBytes = LEAST_BYTES,
): Promise<TaskEnd | undefined> {
  for (const [folder, what] of [
    [folders.tmpDir, "temporary files"],
    [folders.cacheDir, "cache"],
  ] as const) {
    // Of folders in which this program works all the time; the way to another thread and back costs more than the look.
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize >= Math.max(LOW_BYTES, leastBytes)) continue;
    const { mountPath, freeBytes } = await diskOf(folder);
    if (freeBytes < leastBytes)
      return failed(
        "local-disk-full",
        `The disk ${mountPath} of this machine has only ${mebibytes(freeBytes)} MiB left, and restic needs ${mebibytes(leastBytes)} MiB there for its ${what} (${folder}). Nothing was done. Make room on that disk, then start it again.`,
      );
    if (freeBytes < LOW_BYTES)
      log.warn(`Only ${mebibytes(freeBytes)} MiB are left on ${mountPath}, where restic's ${what} lie.`);
  }
  return undefined;
}

const NO_SPACE = /([^\s:"']+|"[^"]+"): (?:no space left on device|.*not enough space on the disk)/i;

/** With less than one pack left nothing can be written. */
const FULL_BYTES = 16 * 1024 ** 2;

/** A run that ended for want of space says which disk is full, where restic's words name a file on it. */
export async function nameFullDisk(
  end: TaskEnd,
  { tmpDir, cacheDir }: Pick<TaskContext["folders"], "tmpDir" | "cacheDir">,
  fullBytes = FULL_BYTES,
): Promise<TaskEnd> {
  const { failure } = end;
  // restic 0.18.0 stands still without a word when it cannot write its cache.
  if (failure?.code === "stalled") return (await standingStillOn([tmpDir, cacheDir], fullBytes)) ?? end;
  if (failure?.code !== "local-disk-full" && failure?.code !== "repository-full") return end;
  const path = NO_SPACE.exec(failure.detail ?? "")?.[1]?.replaceAll('"', "");
  if (path === undefined) return end;
  const disk = await nearestDisk(path);
  if (disk === undefined) return end;
  return {
    ...end,
    failure: {
      ...failure,
      message: `${failure.message} It is the disk ${disk.mountPath}, with ${mebibytes(disk.freeBytes)} MiB left.`,
    },
  };
}

async function standingStillOn(folders: string[], fullBytes: number): Promise<TaskEnd | undefined> {
  for (const folder of folders) {
    const { mountPath, freeBytes } = await diskOf(folder);
    if (freeBytes < fullBytes)
      return failed(
        "local-disk-full",
        `restic stood still and was ended: the disk ${mountPath} of this machine, where it works in ${folder}, has only ${mebibytes(freeBytes)} MiB left. Make room on that disk, then start it again.`,
      );
  }
  return undefined;
}

/** The file itself may never have come into being. */
async function nearestDisk(path: string) {
  for (let at = path; at !== "" && at !== "."; ) {
    const disk = await diskOf(at).catch(() => undefined);
    if (disk !== undefined) return disk;
    const parent = at.replace(/[/\\][^/\\]*$/, "");
    if (parent === at) return undefined;
    at = parent;
  }
  return undefined;
}

function mebibytes(bytes: number): string {
  return Math.floor(bytes / 1024 ** 2).toLocaleString("en");
}
