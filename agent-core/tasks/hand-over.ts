import { lchown, lstat } from "node:fs/promises";
import { dirname } from "node:path";

const ROOT = 0;

/**
 * A folder that root makes for a restore is closed to everybody else, also to the person in whose home it lies. Returns what gives it,
 * once everything is in it, to the owner of the folder that was there before; what came back keeps the owners it had. `isMade` says that an
 * earlier attempt has made it.
 */
export async function ownerOfNewFolder(target: string, isMade = false): Promise<() => Promise<void>> {
  const made = isMade ? [target] : [];
  let above = isMade ? dirname(target) : target;
  while (!(await isThere(above))) {
    made.push(above);
    above = dirname(above);
  }
  const { uid, gid } = await lstat(above);
  const hasOther = process.getuid?.() === ROOT && uid !== ROOT;
  return async () => {
    if (!hasOther) return;
    // The innermost first: whoever owns a folder can put something else in the place of what is in it.
    for (const folder of made) if (await isOwnFolder(folder)) await lchown(folder, uid, gid);
  };
}

const isThere = (path: string) => lstat(path).then(Boolean, () => false);

async function isOwnFolder(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === ROOT;
}
