import { dirname } from "node:path";
import type { UnfinishedRestore } from "./unfinished-restores.ts";

type Times = Pick<UnfinishedRestore, "times">["times"];
type Known = { times: Times; made: Set<string>; overwritten: Set<string>; done: Set<string> };
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

  return (path: string, changedMs: number, savedMs: number): Whose => {
    const found = known.map((one) => whose(one, path, changedMs, savedMs));
    if (found.includes("of-the-restore")) return "of-the-restore";
    return found.includes("changed-since") ? "changed-since" : "of-a-person";
  };
}

function whose(
  { times, made, overwritten, done }: Known,
  path: string,
  changedMs: number,
  savedMs: number,
): Whose {
  const isMade = isWithinAny(path, made);
  if (!(isMade || isWithinAny(path, overwritten)) || isWithinAny(path, done)) return "of-a-person";
  if (Math.abs(changedMs - savedMs) <= COARSE_MS) return "of-the-restore";
  const isIn = times.some(
    ({ fromMs, toMs = Number.POSITIVE_INFINITY }) =>
      changedMs >= fromMs - COARSE_MS && changedMs <= toMs + COARSE_MS,
  );
  if (isIn) return "of-the-restore";
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
