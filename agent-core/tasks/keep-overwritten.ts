import { lstat, rm, stat, statfs } from "node:fs/promises";
import type { RestoreSpec } from "#contract/task";
import type { KeptAside } from "../journal/journal.ts";
import { filesAndFolders } from "../report/counted.ts";
import { isNameable } from "../restic/names.ts";
import { planRestore } from "../restic/plan-restore.ts";
import type { RestoreSource } from "../restic/restore.ts";
import { claimFolder, copyAside, isFull } from "./copy-aside.ts";
import { createOverwritten } from "./overwritten.ts";
import type { TaskContext } from "./task-context.ts";
import { sign } from "./unfinished-copies.ts";

type Deps = Pick<TaskContext, "run" | "log" | "folders" | "now" | "stop" | "onKept">;
type Wanted = { spec: RestoreSpec; source: RestoreSource; target: string; replaced: readonly string[] };
type Found = { path: string; size: number };

/** Of more files nobody holds the names at once. */
const MOST_FILES = 200_000;
/** What is kept may take this share of the room that is there: the restore itself needs some too. */
const MOST_SHARE = 0.4;

/** `notKept` are sentences about what is overwritten without a copy. */
type Kept = { kept: KeptAside; notKept: string[] };
const NOTHING: Kept = { kept: {}, notKept: [] };

/**
 * Copies what a restore is about to overwrite into a folder of its own below home, so that a mistaken or broken one can be undone.
 * Where that cannot be done the run says so, and the restore goes on: it was asked for. Only a person deletes
 * that folder.
 */
export async function keepOverwritten(deps: Deps, wanted: Wanted): Promise<Kept> {
  const { spec, target } = wanted;
  if (spec.dryRun || spec.overwrite === "never" || !(await isThere(target))) return NOTHING;
  const { kept, notKept } = await keepAll(deps, wanted).catch((error: unknown) =>
    nothingKept(isFull(error) ? "the disk ran full" : (error as Error).message),
  );
  for (const sentence of notKept) deps.log.warn(sentence);
  return { kept, notKept: notKept.map((sentence) => sentence.slice(0, 500)) };
}

async function keepAll(deps: Deps, wanted: Wanted): Promise<Kept> {
  const { run, log, folders, now, onKept } = deps;
  const { spec, source, target } = wanted;
  const overwritten = createOverwritten(wanted, MOST_FILES);
  const { end, bytesToWrite = 0 } = await planRestore(run, { spec, source, target }, overwritten.see);
  if (end.stopped !== undefined) return NOTHING;
  if (end.exitCode !== 0) return nothingKept("restic could not say which files that are");
  const paths = overwritten.paths();
  const files = await filesAmong(paths);
  if (
    files.length > 0 &&
    (paths.length > MOST_FILES || !(await isRoomFor(files, folders.home, target, bytesToWrite)))
  )
    return nothingKept(`${filesAndFolders(files.length)} are too much for ${folders.home}`);
  const nameless = paths.filter((path) => !isNameable(path)).length;
  const notKept = nameless === 0 ? [] : [notKeptOf(nameless, "their names are no text")];
  if (files.length === 0) return { kept: {}, notKept };
  const folder = await claimFolder(folders.home, `Overwritten ${spec.snapshotId.slice(0, 8)}`, now());
  const copied = await copyAll(deps, { files, target, folder }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  if (copied.missed.count > 0) notKept.push(notKeptOf(copied.missed.count, copied.missed.why));
  if (copied.files === 0) {
    await rm(folder, { recursive: true, force: true });
    return { kept: {}, notKept };
  }
  log.info(
    `Kept ${filesAndFolders(copied.files)}, ${copied.bytes.toLocaleString("en")} bytes, that are overwritten in ${folder}. Delete it once you are content; nothing else does.`,
  );
  const kept = { keptIn: folder, filesKept: copied.files, bytesKept: copied.bytes };
  await onKept(kept);
  return { kept, notKept };
}

const nothingKept = (why: string): Kept => ({
  kept: {},
  notKept: [`What is overwritten is not kept: ${why}.`],
});

const notKeptOf = (count: number, why: string) =>
  `Of what is overwritten, ${filesAndFolders(count)} could not be kept: ${why}.`;

/** Named from the start, so that what a kill leaves of it is found. */
async function copyAll(deps: Deps, wanted: { files: Found[]; target: string; folder: string }) {
  await sign(wanted.folder);
  await deps.onKept({ keptIn: wanted.folder });
  return await copyAside(deps, wanted);
}

/** A name with lost bytes cannot be opened by what restic says of it. */
async function filesAmong(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths.filter(isNameable)) {
    const there = await lstat(path).catch(() => undefined);
    if (there?.isFile() === true || there?.isSymbolicLink() === true) found.push({ path, size: there.size });
  }
  return found;
}

/** The restore must not fail for want of the room that is taken for what it overwrites. */
async function isRoomFor(files: Found[], home: string, target: string, bytesToWrite: number) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { bavail, bsize } = await statfs(home);
  const free = bavail * bsize;
  const isSameDisk = (await stat(home)).dev === (await stat(target)).dev;
  return bytes <= Math.min(free * MOST_SHARE, isSameDisk ? free - bytesToWrite : free);
}

const isThere = (path: string) => lstat(path).then(Boolean, () => false);
