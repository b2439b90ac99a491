import { dirname } from "node:path";
import type { UnfinishedRestore } from "./unfinished-restores.ts";

type Times = Pick<UnfinishedRestore, "times">["times"];
type Known = { times: Times; made: Set<string>; overwritten: Set<string>; done: Set<string> };
/** Its own time and that in the snapshot, and its size beside that in the snapshot. */
export type Look = { changedMs: number; savedMs: number; size: "same" | "smaller" | "larger" };
export type Whose = "of-the-restore" | "changed-since" | "of-a-person";

/** Of the clock of a disk, and of FAT, which counts in steps of two seconds. */
const COARSE_MS = 2_000;

/**
 * Tells whose a file is that lies where restores which broke off have written. restic gives a file its time when all files are written:
 * until then it is that of the writing itself.
 */
export function createWhoseFile(unfinished: readonly UnfinishedRestore[]) {
  const known = unfinished.map(
    ({ times, made, overwritten, done }): Known => ({
      times,
      made: new Set(made),
      overwritten: new Set(overwritten),
      done: new Set(done),
    }),
  );

  return (path: string, look: Look): Whose => {
    const found = known.map((one) => whose(one, path, look));
    if (found.includes("of-the-restore")) return "of-the-restore";
    return found.includes("changed-since") ? "changed-since" : "of-a-person";
  };
}

function whose(
  { times, made, overwritten, done }: Known,
  path: string,
  { changedMs, savedMs, size }: Look,
): Whose {
  const isMade = isWithinAny(path, made);
  if (!(isMade || isWithinAny(path, overwritten)) || isWithinAny(path, done)) return "of-a-person";
  if (Math.abs(changedMs - savedMs) <= COARSE_MS) return "of-the-restore";
  const within = times.filter(
    ({ fromMs, toMs = Number.POSITIVE_INFINITY }) =>
      changedMs >= fromMs - COARSE_MS && changedMs <= toMs + COARSE_MS,
  );
  const canBeHalf = ({ hasFullSizes }: Times[number]) =>
    size === "same" || (size === "smaller" && hasFullSizes !== true);
  if (within.length > 0) return within.some(canBeHalf) ? "of-the-restore" : "changed-since";
  const isOlder = changedMs < Math.min(...times.map(({ fromMs }) => fromMs));
  return isOlder && !isMade ? "of-a-person" : "changed-since";
}

export function isWithinAny(path: string, folders: ReadonlySet<string>): boolean {
  for (let at = path; folders.size > 0; at = dirname(at)) {
    if (folders.has(at)) return true;
    if (at === dirname(at)) return false;
  }
  return false;
}
