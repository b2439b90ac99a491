import { lstat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { TreeEntry } from "#contract/browse";
import type { RestoreSpec } from "#contract/task";
import type { RestoreSource } from "../restic/restore.ts";

/** In these modes a person was promised that what is there stays, or is replaced by something newer only. */
const SPARING = new Set<RestoreSpec["overwrite"]>(["never", "if-newer"]);

/**
 * Looks for files and links in the places where folders of the snapshot come: restic takes those away whatever it was told about
 * overwriting. Whoever said that nothing is overwritten gets a sentence instead.
 */
export function createWayCheck(
  { overwrite }: Pick<RestoreSpec, "overwrite">,
  { root, includes }: RestoreSource,
  target: string,
) {
  const above = root === "/" ? 0 : root.length;
  const isSparing = SPARING.has(overwrite);
  const looked = new Set<string>();
  const replaced: string[] = [];

  async function lookAt(path: string): Promise<void> {
    if ((isSparing && replaced.length > 0) || looked.has(path)) return;
    looked.add(path);
    if (await isInTheWay(join(target, path))) replaced.push(join(target, path));
  }

  return {
    /** Each entry that is to come back. */
    async see({ type, path }: Pick<TreeEntry, "type" | "path">): Promise<void> {
      if (type === "dir") await lookAt(path.slice(above));
    },
    /** What restic will take away to make folders there, once all entries were seen and nothing was refused. */
    replaced: () => replaced,
    /** Why nothing may be restored, once all entries were seen. */
    async refusal(): Promise<string | undefined> {
      for (const path of includes.flatMap(foldersAbove)) await lookAt(path);
      const [first] = replaced;
      if (!isSparing || first === undefined) return undefined;
      return `There is a file or a link at ${first}, where the snapshot has a folder: it would be lost, although what is there was to stay. So nothing was restored. Choose another folder, or move it out of the way.`;
    },
  };
}

/** Below the target, the outermost first: those of the snapshot that are made because something in them is wanted. */
function foldersAbove(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === "/" || folder === "." ? [] : [...foldersAbove(folder), folder];
}

async function isInTheWay(path: string): Promise<boolean> {
  const there = await lstat(path).catch(() => undefined);
  return there !== undefined && !there.isDirectory();
}
