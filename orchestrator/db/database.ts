import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, type Transaction } from "kysely";
import { createGroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import type { Schema } from "./tables.ts";

/** What queries take: the reader, or the transaction of a write. */
export type Db = Kysely<Schema> | Transaction<Schema>;
export type Tx = Transaction<Schema>;
export type Write = <T>(change: (tx: Tx) => Promise<T>) => Promise<T>;

/** `read` sees what is committed; `write` resolves when its change is on the disk. */
export type Database = { read: Kysely<Schema>; write: Write; close(): Promise<void> };

const OLDEST_SQLITE = [3, 51, 3];

export async function openDatabase(file: string): Promise<Database> {
  const writer = connect(file, { readonly: false });
  await migrate(writer);
  const read = connect(file, { readonly: true });
  const groupCommit = createGroupCommit(writer);
  return {
    read,
    write: groupCommit.write,
    async close() {
      await groupCommit.idle();
      await read.destroy();
      await writer.destroy();
    },
  };
}

function connect(file: string, { readonly }: { readonly: boolean }): Kysely<Schema> {
  const sqlite = new Sqlite(file, { readonly, timeout: 5_000 });
  if (!readonly) {
    // Takes effect only in a file without tables, so it comes first: what is deleted later can then leave the disk.
    sqlite.pragma("auto_vacuum = INCREMENTAL");
    sqlite.pragma("journal_mode = WAL");
    // NORMAL lost acknowledged rows in most simulated power cuts; group commit makes FULL as fast.
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma("foreign_keys = ON");
    assertSettings(sqlite);
  }
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
}

function assertSettings(sqlite: Sqlite.Database): void {
  const version = String(sqlite.prepare("select sqlite_version()").pluck().get());
  if (isOlder(version.split(".").map(Number), OLDEST_SQLITE)) {
    throw new Error(`SQLite ${version} is too old; Holdfast needs ${OLDEST_SQLITE.join(".")} or newer.`);
  }
  const settings = {
    journal_mode: sqlite.pragma("journal_mode", { simple: true }),
    synchronous: sqlite.pragma("synchronous", { simple: true }),
    foreign_keys: sqlite.pragma("foreign_keys", { simple: true }),
  };
  if (settings.journal_mode !== "wal" || settings.synchronous !== 2 || settings.foreign_keys !== 1) {
    throw new Error(
      `The database cannot be used safely here (${JSON.stringify(settings)}). Put the data folder on a local disk.`,
    );
  }
}

function isOlder(version: number[], than: number[]): boolean {
  const index = than.findIndex((part, at) => part !== (version[at] ?? 0));
  return index >= 0 && (version[index] ?? 0) < (than[index] ?? 0);
}
