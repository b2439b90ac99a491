import type { TreeEntry } from "#contract/questions";

type Kept = { entries: TreeEntry[]; until: number };

const FRESH_MS = 60_000;
const MOST_FOLDERS = 8;
const MOST_ENTRIES = 300_000;

/** The folders that people look at just now, so that the next page of one costs no machine a second look. */
export function createFolderCache(now: () => number = () => performance.now()) {
  const folders = new Map<string, Kept>();

  function makeRoom(): void {
    let entries = 0;
    for (const [key, kept] of [...folders].reverse()) {
      entries += kept.entries.length;
      if (kept.until <= now() || entries > MOST_ENTRIES) folders.delete(key);
    }
    const [oldest] = folders.keys();
    if (folders.size > MOST_FOLDERS && oldest !== undefined) folders.delete(oldest);
  }

  return {
    get(key: string): TreeEntry[] | undefined {
      makeRoom();
      return folders.get(key)?.entries;
    },
    put(key: string, entries: TreeEntry[]): void {
      folders.delete(key);
      folders.set(key, { entries, until: now() + FRESH_MS });
      makeRoom();
    },
  };
}
