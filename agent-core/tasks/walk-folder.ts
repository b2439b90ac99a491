import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { UnreadableItem } from "#contract/outcome";

export type Walked = { files: number; bytes: number; complete: boolean };

/** Counts files and bytes below a path, but not in closed places, without following links; after the signal, what was counted until then. */
export async function walkFolder(
  root: string,
  signal: AbortSignal,
  onUnreadable: (item: UnreadableItem) => void,
  closed: ReadonlySet<string> = new Set(),
): Promise<Walked> {
  const counted = { files: 0, bytes: 0 };
  const waiting = [root];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (signal.aborted) return { ...counted, complete: false };
    try {
      const found = await lstat(path);
      if (found.isDirectory()) {
        waiting.push(...(await placesIn(path)).filter((one) => !closed.has(one)));
      } else if (found.isFile()) {
        counted.files += 1;
        counted.bytes += found.size;
      }
    } catch (error) {
      onUnreadable({ path, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { ...counted, complete: true };
}

async function placesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}
