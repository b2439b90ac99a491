import { constants, createReadStream, createWriteStream } from "node:fs";
import { chmod, copyFile, lchown, lstat, mkdir, open, readlink, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { freeFolder } from "./restore-target.ts";
import type { TaskContext } from "./task-context.ts";
import { takeSignAway } from "./unfinished-copies.ts";

/** Nobody else's: two restores may begin at once. */
export async function claimFolder(home: string, what: string, now: Date): Promise<string> {
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
export const isFull = (error: unknown) => FULL.has((error as NodeJS.ErrnoException).code ?? "");

/** More would take the last of the four threads that this process has for files. */
const SYNCED_AT_ONCE = 3;

type Wanted = { files: readonly { path: string }[]; target: string; folder: string };
type Kept = { files: number; bytes: number };
/** How many could not be copied, and what was wrong with the first of them. */
type Missed = { count: number; why: string };
type Copy = { from: string; to: string };

/**
 * On the disk when this resolves, so that a power cut cannot take both the copy and what is overwritten then. One file that cannot be
 * read is no reason to keep none of the others.
 */
export async function copyAside(
  { log, stop }: Pick<TaskContext, "log" | "stop">,
  { files, target, folder }: Wanted,
): Promise<Kept & { missed: Missed }> {
  const missed = { count: 0, why: "" };
  const orMissed = (error: unknown) => {
    if (isFull(error)) throw error;
    if (missed.count++ === 0) missed.why = (error as Error).message;
  };
  const copies: Copy[] = [];
  const folders = new Set([folder, dirname(folder)]);
  for (const { path } of files) {
    if (stop.signal.aborted) break;
    const copy = { from: path, to: join(folder, relative(target, path)) };
    try {
      await make(copy, stop.signal);
      copies.push(copy);
      for (let above = dirname(copy.to); above.length > folder.length; above = dirname(above))
        folders.add(above);
    } catch (error) {
      if (!stop.signal.aborted) orMissed(error);
    }
  }
  if (stop.signal.aborted) return { files: 0, bytes: 0, missed };
  const kept = await allToDisk(copies, stop.signal, orMissed);
  await takeSignAway(folder);
  const doubts = await foldersToDisk(folders);
  if (doubts.length > 0) log.warn(`A power cut now may lose what is kept: ${doubts[0]}`);
  return { ...kept, missed };
}

/** From here on a copy takes so long that a stop has to be heard in the middle of it. */
const LARGE_BYTES = 64 * 1024 ** 2;
/** Windows takes along what else hangs on a file (its streams), and only where it copies by itself. */
const COPIES_MORE = process.platform === "win32";
const PIECES = { highWaterMark: 1024 ** 2 };
const NEW_FILE = { flags: "wx", mode: 0o600 };

function isCloned({ from, to }: Copy): Promise<boolean> {
  const cloning = copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
  return cloning.then(
    () => true,
    () => false,
  );
}

async function make({ from, to }: Copy, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const there = await lstat(from);
  if (there.isSymbolicLink()) {
    await symlink(await readlink(from), to);
    return;
  }
  // A copy, and neither a second name nor a new one: restic writes into the file that is there, which has to stay if the restore fails.
  // Where the disk can, a copy costs no room.
  if (there.size < LARGE_BYTES || COPIES_MORE) {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } else if (!(await isCloned({ from, to }))) {
    await pipeline(createReadStream(from, PIECES), createWriteStream(to, { ...PIECES, ...NEW_FILE }), {
      signal,
    });
  }
  // Also one that nobody may write can be opened then.
  await chmod(to, 0o600);
}

/** Only when all are written: the disk is done sooner with many than with one after the other. */
async function allToDisk(
  copies: readonly Copy[],
  signal: AbortSignal,
  orMissed: (error: unknown) => void,
): Promise<Kept> {
  const kept = { files: 0, bytes: 0 };
  const left = copies.values();
  const work = async () => {
    for (const copy of left) {
      if (signal.aborted) return;
      try {
        const bytes = await toDisk(copy);
        kept.bytes += bytes;
        kept.files++;
      } catch (error) {
        orMissed(error);
      }
    }
  };
  // None may be at work any more when whoever asked removes the folder.
  const ends = await Promise.allSettled(Array.from({ length: SYNCED_AT_ONCE }, work));
  const broken = ends.find(({ status }) => status === "rejected");
  if (broken?.status === "rejected") throw broken.reason;
  return signal.aborted ? { files: 0, bytes: 0 } : kept;
}

/** With the owner, rights and times of its file. Returns how many bytes that are. */
async function toDisk({ from, to }: Copy): Promise<number> {
  const there = await lstat(from);
  const isOwnerKept = process.getuid?.() === 0;
  if (there.isSymbolicLink()) {
    if (isOwnerKept) await lchown(to, there.uid, there.gid);
    return 0;
  }
  const copy = await open(to, "r+");
  try {
    if (isOwnerKept) await copy.chown(there.uid, there.gid);
    await copy.chmod(there.mode);
    await copy.utimes(there.atime, there.mtime);
    await copy.sync();
  } finally {
    await copy.close();
  }
  return there.size;
}

/** The names in them; Windows writes those with the files. Returns what went wrong: some network drives know no such thing. */
async function foldersToDisk(folders: Iterable<string>): Promise<string[]> {
  if (process.platform === "win32") return [];
  const doubts: string[] = [];
  for (const path of folders) await namesToDisk(path).catch((error: Error) => doubts.push(error.message));
  return doubts;
}

async function namesToDisk(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
