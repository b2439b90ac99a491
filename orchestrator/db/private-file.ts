import { chmodSync, existsSync, writeFileSync } from "node:fs";

/**
 * For its owner only, whatever the umask and the folder say: SQLite makes its files readable by everybody, and gives its log the rights
 * that the database has. Never opens a file that is there, which would end the locks of this process on it.
 */
export function makePrivate(database: string): void {
  if (!existsSync(database)) {
    writeFileSync(database, "", { mode: 0o600, flag: "a" });
    return;
  }
  for (const file of [database, `${database}-wal`, `${database}-shm`]) restrict(file);
}

function restrict(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // It is not there, or belongs to somebody else, who decides about it.
  }
}
