import { stat } from "node:fs/promises";
import { dirname } from "node:path";

const WRITABLE_BY_OTHERS = 0o022;

/**
 * Why a file that gives orders to this machine cannot be relied on, or nothing: only root or the account that Holdfast runs as may be able
 * to change it, or to put another one in its place.
 */
export async function whyNotTrusted(path: string, ownUid = process.getuid?.()): Promise<string | undefined> {
  // Windows has no such bits; there the folder's access list decides who may write.
  if (ownUid === undefined) return undefined;
  for (const one of [path, dirname(path)]) {
    const { uid, mode } = await stat(one);
    if (uid !== 0 && uid !== ownUid) return `${one} belongs to another account`;
    const isSticky = one !== path && (mode & 0o1000) !== 0 && uid === 0;
    if ((mode & WRITABLE_BY_OTHERS) !== 0 && !isSticky) return `${one} can be written by others`;
  }
  return undefined;
}
