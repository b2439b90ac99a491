import { join } from "node:path";

/**
 * Folders of our own: restic fails where its cache cannot be written, and a small /tmp fills up. The records of restores outlast what is
 * in the others.
 */
export type WorkFolders = { cacheDir: string; tmpDir: string; restoresDir: string };

export function workFoldersOf(dataDir: string): WorkFolders {
  return {
    cacheDir: join(dataDir, "cache"),
    tmpDir: join(dataDir, "tmp"),
    restoresDir: join(dataDir, "restores"),
  };
}

/** The whole environment of one restic: what was let through of ours, and what this repository needs. Never the repository's password. */
export function resticEnvironment(
  inherited: Record<string, string>,
  folders: WorkFolders,
  ofRepository: Record<string, string> = {},
): Record<string, string> {
  return {
    ...inherited,
    RESTIC_CACHE_DIR: folders.cacheDir,
    TMPDIR: folders.tmpDir,
    TMP: folders.tmpDir,
    TEMP: folders.tmpDir,
    RESTIC_PROGRESS_FPS: "1",
    ...ofRepository,
  };
}
