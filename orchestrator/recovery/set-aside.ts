import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { toInstant } from "../ids.ts";

/** What an install that was only started has none of; an account that nothing was done with is lost by nobody. */
const SIGNS_OF_USE = [
  "repository",
  "policy",
  "run",
  "snapshot",
  "notice_channel",
  "api_token",
  "agent where is_local = 0",
  "upstream where status in ('pending', 'active')",
];

/** Whether nobody has set anything up in the database of a data folder: that of an install that was only started. */
export function isUnusedDatabase(dataDir: string): boolean {
  const file = join(dataDir, "holdfast.db");
  if (!existsSync(file)) return false;
  try {
    const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      return SIGNS_OF_USE.every(
        (sign) => sqlite.prepare(`select 1 from ${sign} limit 1`).get() === undefined,
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
