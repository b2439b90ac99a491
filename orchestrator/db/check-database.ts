import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import Sqlite from "better-sqlite3";

/** A larger file is read through with each internal backup only: half a gigabyte would hold the start up for a second and more. */
const READ_THROUGH_BYTES = 128 * 1024 * 1024;
const DAMAGE = new Set(["SQLITE_CORRUPT", "SQLITE_NOTADB"]);

const suspectMark = (file: string) => `${file}.suspect`;

/** The next start reads this file through, whatever its size. */
export function markSuspect(file: string): void {
  writeFileSync(suspectMark(file), "", { mode: 0o600 });
}

export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return DAMAGE.has(String(error.code).replace(/^(SQLITE_[A-Z]+)_.*/, "$1"));
}

/** What is wrong with the file, in SQLite's words; undefined where nothing was found. */
export function damageOf(file: string): string | undefined {
  const { size } = statSync(file);
  if (size === 0) return "the file is empty";
  const isSuspect = existsSync(suspectMark(file));
  try {
    const damage = readThrough(file, size <= READ_THROUGH_BYTES || isSuspect);
    if (damage === undefined) rmSync(suspectMark(file), { force: true });
    return damage;
  } catch (error) {
    if (isDamage(error) && error instanceof Error) return error.message;
    throw error;
  }
}

function readThrough(file: string, wholly: boolean): string | undefined {
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: 5_000 });
  try {
    const tables = sqlite.prepare("select count(*) from sqlite_master where type = 'table'").pluck().get();
    if (tables === 0) return "the file holds no tables";
    const pages = Number(sqlite.pragma("page_count", { simple: true }));
    const bytes = pages * Number(sqlite.pragma("page_size", { simple: true }));
    sqlite.pragma("wal_checkpoint(passive)");
    if (statSync(file).size < bytes && !hasWal(file)) return "the file is shorter than it says";
    if (!wholly) return undefined;
    const found = String(sqlite.pragma("quick_check(1)", { simple: true }));
    return found === "ok" ? undefined : found;
  } finally {
    sqlite.close();
  }
}

function hasWal(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
}
