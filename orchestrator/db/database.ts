import Sqlite from "better-sqlite3";
import { Kysely, sql, type Transaction } from "kysely";
import { isOlderVersion } from "#contract/version";
import { createGroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { withPreparedStatements } from "./prepared-statements.ts";
import { makePrivate } from "./private-file.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import type { Schema } from "./tables.ts";
import { type ChangeListener, watchChanges } from "./watch-changes.ts";
import { type WriteTrouble, watchTrouble } from "./write-trouble.ts";

/** What queries take: the reader, or the transaction of a write. */
export type Db = Kysely<Schema> | Transaction<Schema>;
export type Tx = Transaction<Schema>;
export type Write = <T>(change: (tx: Tx) => Promise<T>) => Promise<T>;

/** `read` sees what is committed; `write` resolves when its change is on the disk. */
export type Database = {
  /** Where it lies; nothing where it is on a server. */
  file: string | undefined;
  read: Kysely<Schema>;
  write: Write;
  /** Why nothing can be written, as far as the last attempt has told. */
  trouble(): WriteTrouble | undefined;
  /** Hears of changes of machines, tasks and repositories: for what is kept in memory. */
  onChange(listener: ChangeListener): void;
  /** Another number after each change. */
  version(): Promise<number>;
  /** Pages of the file that hold nothing. */
  freePages(): number;
  /** Takes so many empty pages off the end of the file. */
  shrink(pages: number): Promise<void>;
  /** Brings the write-ahead log into the file and makes it empty, once no change is under way. */
  emptyWal(): Promise<void>;
  close(): Promise<void>;
};

const OLDEST_SQLITE = "3.51.3";

export async function openDatabase(
  file: string,
  migration: Parameters<typeof migrate>[1] = {},
): Promise<Database> {
  const sqlite = connect(file);
  const writer = kyselyOn(sqlite);
  await migrate(writer, migration).catch(async (error: unknown) => {
    await writer.destroy();
    throw error;
  });
  const { reader, read } = connectReader(file);
  const changes = watchChanges(sqlite);
  const groupCommit = createGroupCommit(writer, changes.transactionEnded);
  const writes = watchTrouble(groupCommit.write);
  return {
    file,
    read,
    write: writes.write,
    trouble: writes.trouble,
    onChange: changes.listen,
    async version() {
      const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(read);
      return rows[0]?.data_version ?? 0;
    },
    freePages: () => Number(sqlite.pragma("freelist_count", { simple: true })),
    async shrink(pages) {
      await groupCommit.idle();
      // Not as a query: that would stop after the first page.
      sqlite.exec(`pragma incremental_vacuum(${pages})`);
    },
    async emptyWal() {
      await groupCommit.idle();
      sqlite.pragma("wal_checkpoint(truncate)");
    },
    async close() {
      await groupCommit.idle();
      await read.destroy();
      await writer.destroy();
      // A connection that nobody has asked anything is not closed by kysely, and Windows renames no file that is open.
      reader.close();
      sqlite.close();
    },
  };
}

/** For a thread of its own: sees what is committed. */
export const openReader = (file: string): Kysely<Schema> => connectReader(file).read;

function connectReader(file: string) {
  const reader = new Sqlite(file, { readonly: true, timeout: 5_000 });
  return { reader, read: kyselyOn(reader) };
}

function connect(file: string): Sqlite.Database {
  makePrivate(file);
  const sqlite = new Sqlite(file, { timeout: 5_000 });
  // Takes effect only in a file without tables, so it comes first: what is deleted later can then leave the disk.
  sqlite.pragma("auto_vacuum = INCREMENTAL");
  sqlite.pragma("journal_mode = WAL");
  // NORMAL lost acknowledged rows in most simulated power cuts; group commit makes FULL as fast.
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  assertSettings(sqlite);
  return sqlite;
}

function kyselyOn(database: Sqlite.Database): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: sqliteDialect({ database: withPreparedStatements(database) }) });
}

function assertSettings(sqlite: Sqlite.Database): void {
  const version = String(sqlite.prepare("select sqlite_version()").pluck().get());
  if (isOlderVersion(version, OLDEST_SQLITE)) {
    throw new Error(`SQLite ${version} is too old; Holdfast needs ${OLDEST_SQLITE} or newer.`);
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
