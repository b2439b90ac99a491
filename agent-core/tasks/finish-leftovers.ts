import { lstat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { Place } from "../restic/classify.ts";
import { endedBadly, type TaskEnd, withoutProof } from "../restic/judge-end.ts";
import { isNameable, isWithin } from "../restic/names.ts";
import type { RunCommand } from "../restic/open-restic.ts";
import { type Restore, type RestoreSource, restore } from "../restic/restore.ts";
import type { FoundPlaces, Leftover } from "./look-at-places.ts";

export type Finished = { files: number; bytes: number };

/** Windows takes no longer command line. */
const MOST_CHARACTERS = 20_000;
/** FAT counts in steps of two seconds. */
const COARSE_MS = 2_000;

/**
 * Has restic compare what a restore that broke off has made with the snapshot, write what is missing, and set times and rights; beside it
 * nothing is touched. Returns why it did not come to that.
 */
export async function finishLeftovers(
  run: RunCommand,
  wanted: Restore,
  { leftovers, shared }: Pick<FoundPlaces, "leftovers" | "shared">,
  place: Place,
): Promise<Finished | { failure: TaskEnd }> {
  const finished: Finished = { files: 0, bytes: 0 };
  for (const includes of inParts(highest(leftovers, wanted.source, shared))) {
    const { end, summary, items } = await restore(run, {
      ...wanted,
      spec: { ...wanted.spec, overwrite: "always" },
      source: { root: wanted.source.root, includes },
    });
    if (end.exitCode !== 0) return { failure: { ...endedBadly(end, place), ...items.found() } };
    if (summary === undefined) return { failure: withoutProof(end, "gave no summary") };
    const mine = leftovers.filter(({ path }) => includes.some((folder) => isWithin(path, folder)));
    const open = await countOpen(mine, wanted.target);
    if (open > 0 || items.count() > 0)
      return { failure: { ...withoutProof(end, `${open} files are not complete`), ...items.found() } };
    finished.files += summary.files_restored ?? 0;
    finished.bytes += summary.bytes_restored ?? 0;
  }
  return finished;
}

/** As few as say the same: a folder in which nothing is a person's stands for all that is in it. */
function highest(leftovers: readonly Leftover[], { includes }: RestoreSource, shared: Set<string>): string[] {
  const wanted = new Set(includes);
  const tops = new Set<string>();
  for (const { path } of leftovers) {
    let at = path;
    for (let above = posix.dirname(at); !wanted.has(at) && !shared.has(above); above = posix.dirname(at))
      at = above;
    tops.add(at);
  }
  return [...tops];
}

function inParts(paths: readonly string[]): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const path of paths) {
    if (left < path.length) {
      parts.push([]);
      left = MOST_CHARACTERS;
    }
    parts.at(-1)?.push(path);
    left -= path.length + "--include= ".length;
  }
  return parts;
}

/** restic gives a file its time once all of it is written. */
async function countOpen(leftovers: readonly Leftover[], target: string): Promise<number> {
  let open = 0;
  for (const { path, size, savedMs } of leftovers) {
    if (!isNameable(path)) continue;
    const there = await lstat(join(target, path)).catch(() => undefined);
    const isDone = there?.size === size && !(Math.abs(there.mtimeMs - savedMs) > COARSE_MS);
    if (!isDone) open++;
  }
  return open;
}
