import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../log.ts";

type File = { path: string; sizeBytes: number; openedAt: number; usedAt: number };

/** What is left when there is too much, so that the next run does not begin with the same work. */
const TRIMMED_SHARE = 0.8;

/**
 * Keeps restic's cache below a size: what was used longest ago goes first, whole repositories before single files. Only while no restic
 * runs; whatever is missing then is fetched again.
 */
export async function trimCache(cacheDir: string, mostBytes: number): Promise<{ removedBytes: number }> {
  const files = await filesBelow(cacheDir);
  let leftBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (leftBytes <= mostBytes) return { removedBytes: 0 };
  const before = leftBytes;
  for (const { path, sizeBytes } of files.sort(byAge)) {
    if (leftBytes <= mostBytes * TRIMMED_SHARE) break;
    await rm(path, { force: true });
    leftBytes -= sizeBytes;
  }
  return { removedBytes: before - leftBytes };
}

/** restic touches the folder of a repository each time it opens it; its files it only reads. */
function byAge(one: File, two: File): number {
  return one.openedAt - two.openedAt || one.usedAt - two.usedAt;
}

async function filesBelow(cacheDir: string): Promise<File[]> {
  const found: File[] = [];
  for (const repository of await namesIn(cacheDir)) {
    const folder = join(cacheDir, repository);
    const openedAt = (await lstat(folder)).mtimeMs;
    const waiting = [folder];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const entry = await lstat(path);
      const usedAt = Math.max(entry.atimeMs, entry.mtimeMs);
      if (!entry.isDirectory()) found.push({ path, sizeBytes: entry.size, openedAt, usedAt });
      else for (const name of await namesIn(path)) waiting.push(join(path, name));
    }
  }
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
}

const HOUR_MS = 3_600_000;

type Deps = { cacheDir: string; mostBytes: number; monotonicMs: () => number; log: Log };

/** Trims at most once an hour, for counting a large cache takes its time. */
export function createCacheKeeper({ cacheDir, mostBytes, monotonicMs, log }: Deps) {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    async tend(): Promise<void> {
      if (monotonicMs() - lastAt < HOUR_MS) return;
      lastAt = monotonicMs();
      try {
        const { removedBytes } = await trimCache(cacheDir, mostBytes);
        if (removedBytes > 0) log.info({ removedBytes, mostBytes }, "restic's cache was trimmed");
      } catch (error) {
        log.warn({ err: error }, "restic's cache could not be trimmed");
      }
    },
  };
}
