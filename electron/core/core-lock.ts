import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { readAdminFile } from "./admin-file.ts";
import { errorCode, Refusal } from "./refusal.ts";

export type CoreLock = { release(): void };

/**
 * One core per data folder. The lock is an open exclusive transaction, not the file: the operating system ends it with
 * the process, however that ends, so there is no stale lock to clear.
 */
export function takeCoreLock(dataDir: string): CoreLock {
  const file = join(dataDir, "core.lock");
  makePrivate(file);
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    sqlite.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    sqlite.close();
    if (errorCode(error) === "SQLITE_BUSY") throw alreadyRunning(dataDir, error);
    throw error;
  }
  return { release: () => sqlite.close() };
}

/** Whoever may read the lock can hold it too, and keep us from starting. */
function makePrivate(file: string): void {
  if (!existsSync(file)) writeFileSync(file, "", { mode: 0o600, flag: "a" });
  try {
    chmodSync(file, 0o600);
  } catch {
    // It belongs to somebody else, who decides about it.
  }
}

function alreadyRunning(dataDir: string, cause: unknown): Refusal {
  const running = readAdminFile(dataDir);
  const where = running === undefined ? "" : ` at ${running.url} (process ${running.pid})`;
  return new Refusal(
    `Holdfast is already running${where} with the data folder ${dataDir}. ` +
      "Two at once would run every backup twice. Use the one that runs, or stop it first.",
    1,
    cause,
  );
}
