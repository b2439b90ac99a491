import { constants } from "node:fs";
import { chmod, copyFile, lchown, lstat, mkdir, readlink, symlink, utimes } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { filesAndFolders } from "../report/counted.ts";
import { freeFolder } from "./restore-target.ts";
import type { TaskContext } from "./task-context.ts";

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

/** One that cannot be read is no reason to keep none of the others. Returns how many are kept. */
export async function copyAside(
  { log, stop }: Pick<TaskContext, "log" | "stop">,
  { files, target, folder }: { files: readonly { path: string }[]; target: string; folder: string },
): Promise<number> {
  const missed: string[] = [];
  for (const { path } of files) {
    if (stop.signal.aborted) return 0;
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
