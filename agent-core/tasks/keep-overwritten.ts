import { constants } from "node:fs";
import {
  chmod,
  copyFile,
  lchown,
  lstat,
  mkdir,
  readlink,
  rm,
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

type Wanted = { spec: RestoreSpec; source: RestoreSource; target: string; replaced: readonly string[] };

/** Of more files nobody holds the names at once. */
const MOST_FILES = 200_000;
/** What is kept may take this share of the room that is there: the restore itself needs some too. */
const MOST_SHARE = 0.4;

/**
 * Copies what a restore is about to overwrite into a folder of its own below home, so that a mistaken or broken one can be undone.
 * Where that cannot be done the log says so, and the restore goes on: it was asked for. Returns the folder.
 */
export async function keepOverwritten(
  { run, log, folders, now }: Pick<TaskContext, "run" | "log" | "folders" | "now">,
  { spec, source, target, replaced }: Wanted,
): Promise<string | undefined> {
  if (spec.dryRun || spec.overwrite === "never" || !(await isThere(target))) return undefined;
  const overwritten = [...replaced];
  const plan = await planRestore(run, { spec, source, target }, (item) => {
    if (overwritten.length <= MOST_FILES) overwritten.push(join(target, item));
  });
  const files = await filesAmong(overwritten);
  if (plan.end.exitCode !== 0 || files.length === 0) return undefined;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { bavail, bsize } = await statfs(folders.home);
  if (overwritten.length > MOST_FILES || bytes > bavail * bsize * MOST_SHARE) {
    log.warn(
      `What is overwritten is not kept: ${filesAndFolders(files.length)} are too much for ${folders.home}.`,
    );
    return undefined;
  }
  const folder = await freeFolder(folders.home, `Overwritten ${spec.snapshotId.slice(0, 8)}`, now());
  try {
    for (const { path } of files) await keep(path, join(folder, relative(target, path)));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    log.warn(`What is overwritten is not kept: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
  log.info(
    `Kept ${filesAndFolders(files.length)} that are overwritten in ${folder}. Delete it once you are sure.`,
  );
  return folder;
}

/** A name with lost bytes cannot be opened by what restic says of it. */
async function filesAmong(paths: readonly string[]): Promise<{ path: string; size: number }[]> {
  const found: { path: string; size: number }[] = [];
  for (const path of new Set(paths.filter(isNameable))) {
    const there = await lstat(path).catch(() => undefined);
    if (there?.isFile() === true || there?.isSymbolicLink() === true) found.push({ path, size: there.size });
  }
  return found;
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
