import { posix } from "node:path";
import { listFolder, type MayWant, type TakeEntry } from "./ls.ts";
import { isNameable } from "./names.ts";
import type { RunCommand } from "./open-restic.ts";
import { readTree } from "./read-tree.ts";
import type { ResticEnd } from "./run-restic.ts";

type Folder = { snapshotId: string; path: string; mayWant: MayWant };

/** One folder of a snapshot, entry by entry, the fast way; where that does not work, restic's `ls` says why. */
export async function readFolder(
  run: RunCommand,
  { path, ...folder }: Folder,
  onEntry: TakeEntry,
): Promise<{ end: ResticEnd; isThere: boolean }> {
  const wanted = { ...folder, path: path === "/" ? "/" : path.replace(/\/+$/, "") };
  if (!isNameable(wanted.path) || posix.normalize(wanted.path) !== wanted.path)
    return await listFolder(run, wanted, onEntry);
  let count = 0;
  const end = await readTree(run, wanted, (entry) => {
    count++;
    return onEntry(entry);
  });
  const isUnclear = end.exitCode === 1 && end.stopped === undefined && count === 0;
  return isUnclear ? await listFolder(run, wanted, onEntry) : { end, isThere: end.exitCode === 0 };
}
