import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** An internal backup of the database: when it was made, and before which change of the schema, if before one. */
export type BackupFile = { path: string; at: Date; before: string | undefined };

const NAME = /^holdfast-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-before-([\w-]+))?\.db$/;
const DAILY = 7;
const WEEKLY = 4;
const BEFORE_A_CHANGE = 2;
const WEEK_MS = 7 * 86_400_000;

export const backupFolder = (dataDir: string) => join(dataDir, "backups");

/** Without colons, which Windows does not take; sorts by time. */
export function compactInstant(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, "");
}

export function backupPath(dataDir: string, at: Date, before?: string): string {
  const suffix = before === undefined ? "" : `-before-${before}`;
  return join(backupFolder(dataDir), `holdfast-${compactInstant(at)}${suffix}.db`);
}

/** Newest first. */
export function listBackups(dataDir: string): BackupFile[] {
  return namesIn(backupFolder(dataDir))
    .flatMap((name) => {
      const parts = NAME.exec(name);
      if (parts === null) return [];
      const [, year, month, day, hour, minute, second, before] = parts;
      const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      return [{ path: join(backupFolder(dataDir), name), at, before }];
    })
    .sort((one, two) => two.at.getTime() - one.at.getTime());
}

/** The newest of each of the last seven days and four weeks that have one, and the last two before a change of the schema. */
export function backupsToKeep(backups: BackupFile[]): BackupFile[] {
  const usual = backups.filter((backup) => backup.before === undefined);
  return [
    ...newestOfEach(usual, DAILY, ({ at }) => at.toISOString().slice(0, 10)),
    ...newestOfEach(usual, WEEKLY, ({ at }) => Math.floor(at.getTime() / WEEK_MS)),
    ...backups.filter((backup) => backup.before !== undefined).slice(0, BEFORE_A_CHANGE),
  ];
}

export function removeOldBackups(dataDir: string): void {
  const backups = listBackups(dataDir);
  const kept = new Set(backupsToKeep(backups));
  for (const backup of backups) if (!kept.has(backup)) rmSync(backup.path, { force: true });
}

function newestOfEach(
  backups: BackupFile[],
  most: number,
  periodOf: (backup: BackupFile) => string | number,
): BackupFile[] {
  const newest = new Map<string | number, BackupFile>();
  for (const backup of backups) {
    const period = periodOf(backup);
    if (!newest.has(period)) newest.set(period, backup);
  }
  return [...newest.values()].slice(0, most);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
