import { lstat, stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { RestoreSpec } from "#contract/task";
import type { RestoreSource } from "../restic/restore.ts";
import type { UnfinishedRestore } from "./unfinished-restores.ts";

type Deps = { home: string; now: () => Date; unfinished?: readonly UnfinishedRestore[] };

/** Where the files go, or a sentence that says why they cannot. */
export async function findTarget(
  { home, now, unfinished = [] }: Deps,
  spec: RestoreSpec,
  source: RestoreSource,
): Promise<{ target: string } | { refusal: string }> {
  if (spec.inPlace) {
    if (process.platform === "win32")
      return {
        refusal:
          "On Windows files cannot be put back in their old place yet, so nothing was changed. Restore into a folder and move them from there.",
      };
    return { target: source.root };
  }
  const begun = unfinished.find((one) => isSameOwnFolder(one, spec, home));
  if (spec.target === undefined && begun !== undefined && !(await isFree(begun.target)))
    return { target: begun.target };
  if (spec.target === undefined)
    return { target: await freeFolder(home, `Restored ${spec.snapshotId.slice(0, 8)}`, now()) };
  if (!isAbsolute(spec.target))
    return {
      refusal: `"${spec.target}" is no full path on this machine, so nothing was restored. Choose another folder.`,
    };
  if (await isInTheWay(spec.target))
    return {
      refusal: `There is a file at ${spec.target}, or on the way there, so nothing was restored. Choose a folder.`,
    };
  return { target: spec.target };
}

/** The folder that the same restore has begun to fill before it broke off. */
function isSameOwnFolder(
  { isOwnFolder, snapshotId, paths, target }: UnfinishedRestore,
  spec: RestoreSpec,
  home: string,
): boolean {
  const isSame = isOwnFolder && dirname(target) === home && snapshotId === spec.snapshotId;
  return isSame && paths.join("\0") === spec.paths.join("\0");
}

/** What cannot be looked at is restic's to report. */
async function isInTheWay(target: string): Promise<boolean> {
  try {
    return !(await stat(target)).isDirectory();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR";
  }
}

/** A folder that is not there yet, so that nothing ever meets other files in it. */
export async function freeFolder(home: string, what: string, now: Date): Promise<string> {
  const name = `${what} ${now.toISOString().slice(0, 10)}`;
  for (let number = 1; ; number++) {
    const path = join(home, number === 1 ? name : `${name} (${number})`);
    if (await isFree(path)) return path;
  }
}

async function isFree(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
}
