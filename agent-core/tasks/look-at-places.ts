import type { Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import type { TreeEntry } from "#contract/browse";
import type { RestoreSpec } from "#contract/task";
import { isNameable } from "../restic/names.ts";
import type { RestoreSource } from "../restic/restore.ts";
import type { UnfinishedRestore } from "./unfinished-restores.ts";
import { createWhoseFile, isWithinAny, type Look } from "./whose-file.ts";

/** A file that a restore which broke off has made; its path begins below the source's root. */
export type Leftover = { path: string; size: number; savedMs: number };

type Where = { root: RestoreSource["root"]; real: string; unfinished: readonly UnfinishedRestore[] };

/**
 * What is in the places of the files that are to come back: nothing, what a restore that broke off has made, or what is a person's. Where
 * nothing has to stay restic is asked to compare everything, and only files of several names are looked for.
 */
export function createLookAtPlaces(
  { overwrite: mode, dryRun }: Pick<RestoreSpec, "overwrite" | "dryRun">,
  { root, real: target, unfinished }: Where,
) {
  const above = root === "/" ? 0 : root.length;
  const whose = createWhoseFile(unfinished);
  const madeBefore = new Set(unfinished.flatMap((one) => one.made));
  const overwrittenBefore = new Set(unfinished.flatMap((one) => one.overwritten));
  const made = new Set<string>();
  const overwritten: string[] = [];
  const leftovers: Leftover[] = [];
  const changedSince: string[] = [];
  const manyNamed: string[] = [];
  /** Folders with something in them that is a person's. */
  const shared = new Set<string>();
  let staying = 0;

  async function look(entry: TreeEntry): Promise<void> {
    const path = entry.path.slice(above);
    const place = join(target, path);
    if (!isNameable(path)) return lookAtNameless(entry, path);
    if (isWithinAny(dirname(place), made)) return;
    const there = await thereAt(place);
    if (there === "nothing") made.add(place);
    else if (entry.type !== "dir" && there !== undefined) lookAt(entry, path, there);
  }

  function lookAt(entry: TreeEntry, path: string, there: Stats): void {
    const place = join(target, path);
    const savedMs = timeOf(entry);
    const look = { changedMs: there.mtimeMs, savedMs, size: sizeOf(entry, there) };
    const found = isSameKind(entry, there) ? whose(place, look) : "of-a-person";
    // A link is made at once: it is there or it is not.
    if (found === "of-the-restore" && !there.isFile()) return;
    if (found === "of-the-restore") {
      leftovers.push({ path, size: entry.sizeBytes ?? 0, savedMs });
      noteNames(place, there);
      return;
    }
    if (found === "changed-since") changedSince.push(place);
    else if (mode === "if-newer" && isSameKind(entry, there) && savedMs > there.mtimeMs) {
      overwritten.push(place);
      noteNames(place, there);
    }
    stays(path);
  }

  function noteNames(place: string, there: Stats): void {
    if (there.isFile() && there.nlink > 1) manyNamed.push(place);
  }

  async function lookForNames(entry: TreeEntry): Promise<void> {
    const path = entry.path.slice(above);
    if (entry.type !== "file" || !isNameable(path)) return;
    const there = await thereAt(join(target, path));
    if (there === "nothing" || there === undefined) return;
    if (there.size !== entry.sizeBytes || Math.abs(there.mtimeMs - timeOf(entry)) >= 1)
      noteNames(join(target, path), there);
  }

  /** Nobody can look at it by the name that restic tells. */
  function lookAtNameless(entry: TreeEntry, path: string): void {
    const folder = dirname(join(target, path));
    if (entry.type !== "file" || isWithinAny(folder, made)) return;
    if (isWithinAny(folder, madeBefore)) {
      leftovers.push({ path, size: entry.sizeBytes ?? 0, savedMs: timeOf(entry) });
      return;
    }
    if (isWithinAny(folder, overwrittenBefore)) changedSince.push(join(target, path));
    stays(path);
  }

  function stays(path: string): void {
    staying++;
    for (let at = posix.dirname(path); !shared.has(at); at = posix.dirname(at)) shared.add(at);
  }

  return {
    see: async (entry: TreeEntry) => {
      if (dryRun) return;
      await (mode === "never" || mode === "if-newer" ? look(entry) : lookForNames(entry));
    },
    found: () => ({ made: [...made], overwritten, leftovers, changedSince, manyNamed, shared, staying }),
  };
}

export type FoundPlaces = ReturnType<ReturnType<typeof createLookAtPlaces>["found"]>;

/** Undefined for what may not be looked at: restic will say so. */
async function thereAt(path: string): Promise<Stats | "nothing" | undefined> {
  return await lstat(path).catch(({ code }: NodeJS.ErrnoException) =>
    code === "ENOENT" || code === "ENOTDIR" ? "nothing" : undefined,
  );
}

function isSameKind({ type }: TreeEntry, there: Stats): boolean {
  return (type === "file" && there.isFile()) || (type === "symlink" && there.isSymbolicLink());
}

/** One that is empty restic has only just made. */
function sizeOf({ sizeBytes = 0 }: TreeEntry, there: Stats): Look["size"] {
  if (!there.isFile() || there.size === 0 || there.size === sizeBytes) return "same";
  return there.size < sizeBytes ? "smaller" : "larger";
}

/** In milliseconds and their fraction, of which `Date` knows nothing. */
function timeOf({ modifiedAt = "" }: TreeEntry): number {
  const [fraction = ""] = /\.\d+/.exec(modifiedAt) ?? [];
  return Date.parse(modifiedAt.replace(fraction, "")) + Number(`0${fraction}`) * 1_000;
}
