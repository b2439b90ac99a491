import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Gathers what of the plan is in the place of something else. Of links, other special files and second names of a file restic says
 * "restored" whatever is there.
 */
export function createOverwritten(
  { target, replaced }: { target: string; replaced: readonly string[] },
  most: number,
) {
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
    if (found.length <= most && !isBehind(path) && (await takesAway(action, path))) found.push(path);
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
