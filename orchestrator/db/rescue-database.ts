import { constants, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { DomainError } from "../http/errors.ts";
import { type BackupFile, compactInstant, listBackups } from "./backup-files.ts";
import { assertGood, syncToDisk } from "./write-backup.ts";

export type Rescue =
  | { kind: "lost-wal" }
  | { kind: "restored"; damage: string | undefined; backupAt: Date; keptAs: string | undefined };

type Place = {
  dataDir: string;
  file: string;
  now: Date;
  /** The steps of the schema that this version knows. */
  known: readonly string[];
};

/**
 * Puts the newest good internal backup that this version understands in the place of a damaged or missing database; the
 * damaged files are kept. Without a backup the start is refused, unless there never was a database here.
 */
export function rescueDatabase(place: Place, damage: string | undefined): Rescue | undefined {
  const { dataDir, file, now, known } = place;
  const backup = newestGood(dataDir, known);
  if (backup === undefined) {
    if (damage === undefined && !wasHere(file)) return undefined;
    throw nothingLeft(file, damage ?? "the file is missing");
  }
  const ready = `${file}.restoring`;
  rmSync(ready, { force: true });
  copyFileSync(backup.path, ready, constants.COPYFILE_FICLONE);
  syncToDisk(ready);
  const keptAs = setAside(file, `${file}.damaged-${compactInstant(now)}`);
  renameSync(ready, file);
  syncToDisk(dirname(file));
  return { kind: "restored", damage, backupAt: backup.at, keptAs };
}

function newestGood(dataDir: string, known: readonly string[]): BackupFile | undefined {
  return listBackups(dataDir).find(({ path }) => {
    try {
      assertGood(path);
      return stepsIn(path).every((step) => known.includes(step));
    } catch {
      return false;
    }
  });
}

function stepsIn(path: string): string[] {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    return sqlite.prepare<[], string>("select name from kysely_migration").pluck().all();
  } finally {
    sqlite.close();
  }
}

/** The main file last: what a crash in between leaves is either damaged as before, or missing. */
function setAside(file: string, as: string): string | undefined {
  const there = ["-wal", "-shm", ""].filter((suffix) => existsSync(file + suffix));
  for (const suffix of there) renameSync(file + suffix, as + suffix);
  return there.length > 0 ? basename(as) : undefined;
}

/** Files that only a database leaves behind. */
function wasHere(file: string): boolean {
  const name = basename(file);
  return readdirSync(dirname(file)).some(
    (one) => one.startsWith(`${name}.damaged-`) || one === `${name}-wal`,
  );
}

function nothingLeft(file: string, damage: string): DomainError {
  return new DomainError(
    "wrong-state",
    `The database ${file} is damaged (${damage}), and there is no good internal backup to put in its place. ` +
      "Holdfast does not start and has changed nothing; your snapshots in the repositories are not touched. " +
      "Put back a copy of the data folder if you have one. Otherwise move the file away, start anew, and connect the repositories again with their recovery kits.",
  );
}
