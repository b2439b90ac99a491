import { constants } from "node:fs";
import {
  chmod,
  copyFile,
  lchown,
  lstat,
  mkdir,
  readlink,
  rm,
  stat,
  statfs,
  symlink,
  utimes,
} from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { RestoreSpec } from "#contract/task";
import { filesAndFolders } from "../report/counted.ts";
import { isNameable } from "../restic/names.ts";
import { planRestore } from "../restic/plan-restore.ts";
import type { RestoreSource } from "../restic/restore.ts";
import { freeFolder } from "./restore-target.ts";
import type { TaskContext } from "./task-context.ts";

type Deps = Pick<TaskContext, "run" | "log" | "folders" | "now" | "signal">;
type Wanted = { spec: RestoreSpec; source: RestoreSource; target: string; replaced: readonly string[] };
type Found = { path: string; size: number };

/** Of more files nobody holds the names at once. */
const MOST_FILES = 200_000;
/** What is kept may take this share of the room that is there: the restore itself needs some too. */
const MOST_SHARE = 0.4;

/**
 * Copies what a restore is about to overwrite into a folder of its own below home, so that a mistaken or broken one can be undone.
 * Where that cannot be done the log says so, and the restore goes on: it was asked for. Returns the folder.
 */
export async function keepOverwritten(deps: Deps, wanted: Wanted): Promise<string | undefined> {
  const { spec, target } = wanted;
  if (spec.dryRun || spec.overwrite === "never" || !(await isThere(target))) return undefined;
  try {
    return await keepAll(deps, wanted);
  } catch (error) {
    deps.log.warn(
      `What is overwritten is not kept: ${error instanceof Error ? error.message : String(error)}.`,
    );
    return undefined;
  }
}

async function keepAll(deps: Deps, wanted: Wanted): Promise<string | undefined> {
  const { run, log, folders, now } = deps;
  const { spec, source, target } = wanted;
  const overwritten = createOverwritten(wanted);
  const { end, bytesToWrite = 0 } = await planRestore(run, { spec, source, target }, overwritten.see);
  if (end.stopped !== undefined) return undefined;
  if (end.exitCode !== 0) throw new Error("restic could not say which files that are");
  const paths = overwritten.paths();
  const files = await filesAmong(paths);
  if (
    files.length > 0 &&
    (paths.length > MOST_FILES || !(await isRoomFor(files, folders.home, target, bytesToWrite)))
  )
    throw new Error(`${filesAndFolders(files.length)} are too much for ${folders.home}`);
  const nameless = paths.filter((path) => !isNameable(path)).length;
  if (nameless > 0)
    log.warn(`${filesAndFolders(nameless)} may be overwritten and cannot be kept: their names are no text.`);
  if (files.length === 0) return undefined;
  const folder = await claimFolder(folders.home, `Overwritten ${spec.snapshotId.slice(0, 8)}`, now());
  const kept = await copyAll(deps, { files, target, folder }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  if (kept > 0) {
    log.info(`Kept ${filesAndFolders(kept)} that are overwritten in ${folder}. Delete it once you are sure.`);
    return folder;
  }
  await rm(folder, { recursive: true, force: true });
  return undefined;
}

/**
 * Gathers what of the plan is in the place of something else. Of links, other special files and second names of a file restic says
 * "restored" whatever is there.
 */
function createOverwritten({ target, replaced }: Pick<Wanted, "target" | "replaced">) {
  const inTheWay = new Set(replaced);
  const found = replaced.filter((path) => !isBehind(path));
  /** Files of several names that stay as they are: those of their names that are made anew lose nothing. */
  const staying = new Set<string>();

  /** What is reached through a link that goes away is not touched itself. */
  function isBehind(path: string): boolean {
    if (inTheWay.size === 0) return false;
    for (let at = dirname(path); at.length > target.length; at = dirname(at))
      if (inTheWay.has(at)) return true;
    return false;
  }

  async function see(action: string, item: string): Promise<void> {
    const path = join(target, item);
    if (found.length <= MOST_FILES && !isBehind(path) && (await takesAway(action, path))) found.push(path);
  }

  async function takesAway(action: string, path: string): Promise<boolean> {
    if (action === "updated") return true;
    const there = await lstat(path, { bigint: true }).catch(() => undefined);
    if (there?.isFile() !== true) return false;
    const file = `${there.dev}:${there.ino}`;
    if (action === "unchanged" && there.nlink > 1) staying.add(file);
    return action === "restored" && !staying.has(file);
  }

  return { see, paths: () => [...new Set(found)] };
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

/** Nobody else's: two restores may begin at once. */
async function claimFolder(home: string, what: string, now: Date): Promise<string> {
  for (;;) {
    const folder = await freeFolder(home, what, now);
    const isMine = await mkdir(folder, { mode: 0o700 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      },
    );
    if (isMine) return folder;
  }
}

const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** One that cannot be read is no reason to keep none of the others. Returns how many are kept. */
async function copyAll(
  { log, signal }: Deps,
  { files, target, folder }: { files: Found[]; target: string; folder: string },
): Promise<number> {
  const missed: string[] = [];
  for (const { path } of files) {
    if (signal.aborted) return 0;
    await keep(path, join(folder, relative(target, path))).catch((error: NodeJS.ErrnoException) => {
      if (FULL.has(error.code ?? "")) throw error;
      missed.push(error.message);
    });
  }
  if (missed.length > 0)
    log.warn(`${filesAndFolders(missed.length)} that may be overwritten could not be kept: ${missed[0]}`);
  return files.length - missed.length;
}

async function keep(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const there = await lstat(from);
  const isLink = there.isSymbolicLink();
  if (isLink) await symlink(await readlink(from), to);
  // A copy and no second name: restic writes into the file that is there. Where the disk can, it costs no room.
  else await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  if (process.getuid?.() === 0) await lchown(to, there.uid, there.gid);
  if (isLink) return;
  await chmod(to, there.mode);
  await utimes(to, there.atime, there.mtime);
}

const isThere = (path: string) => lstat(path).then(Boolean, () => false);
