import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";

/**
 * Copies the whole database into a new file, reads the copy through, and gives it its name only when it is good and on the
 * disk. Reads beside the writer; nobody has to wait. Blocks this thread.
 */
export function writeBackup(source: string, target: string): void {
  const folder = dirname(target);
  const partial = `${target}.partial`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(partial, { force: true });
  // SQLite writes into an empty file that is there, and so keeps its permissions.
  writeFileSync(partial, "", { mode: 0o600, flag: "wx" });
  try {
    const from = new Sqlite(source, { readonly: true, timeout: 30_000 });
    try {
      from.prepare("vacuum into ?").run(partial);
    } finally {
      from.close();
    }
    assertGood(partial);
    syncToDisk(partial);
    renameSync(partial, target);
    syncToDisk(folder);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Every page and every index; what it finds wrong comes as an error in SQLite's words. */
export function assertGood(file: string): void {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const found = sqlite.pragma("integrity_check(1)", { simple: true });
    if (found !== "ok") throw Object.assign(new Error(String(found)), { code: "SQLITE_CORRUPT" });
  } finally {
    sqlite.close();
  }
}

export function syncToDisk(path: string): void {
  // Windows opens no folder as a file, and keeps names without it.
  const isWindows = process.platform === "win32";
  const handle = openOrNothing(path, isWindows ? "r+" : "r");
  if (handle === undefined) return;
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function openOrNothing(path: string, flags: string): number | undefined {
  try {
    return openSync(path, flags);
  } catch (error) {
    if (process.platform === "win32") return undefined;
    throw error;
  }
}
