import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { toInstant } from "../ids.ts";

const WHAT_SOMEBODY_MADE = ["repository", "policy"] as const;

/** Whether nobody has set anything up in the database of a data folder: that of an install that was only started. */
export function isUnusedDatabase(dataDir: string): boolean {
  const file = join(dataDir, "holdfast.db");
  if (!existsSync(file)) return false;
  try {
    const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      return WHAT_SOMEBODY_MADE.every(
        (table) => sqlite.prepare(`select 1 from ${table} limit 1`).get() === undefined,
      );
    } finally {
      sqlite.close();
    }
  } catch {
    // One that cannot be read may hold anything.
    return false;
  }
}

/** Gives files another name beside where they are; nothing is deleted. */
export function setAside(files: readonly string[], now = new Date()): void {
  const mark = toInstant(now).replaceAll(":", "");
  for (const file of files) if (existsSync(file)) renameSync(file, `${file}.before-recovery-${mark}`);
}
