import pg from "pg";
import type { Database } from "../database.ts";
import { createGroupCommit } from "../group-commit.ts";
import { migrate } from "../migrate.ts";
import { createChanges } from "../watch-changes.ts";
import { watchTrouble } from "../write-trouble.ts";
import { checkServer } from "./check-server.ts";
import { kyselyOnPool, kyselyOnSession, sessionOptions } from "./connection.ts";
import { keepSession } from "./keep-session.ts";
import { takeLock } from "./take-lock.ts";
import { translatingSchema } from "./translate-schema.ts";
import { wordsAboutTables, wordsOfSqlite } from "./words-of-sqlite.ts";

const READERS = 4;
/** Others go on while a change waits for the server: more of them may share a commit than in SQLite. */
const LONGEST_MS = 100;

type Options = {
  url: string;
  /** Called once where the session that writes ends by itself: from then on another process may write. */
  onLost: (error: Error) => void;
  /** Called once where another process has the lock. */
  onWaiting?: () => Promise<void>;
  migration?: Parameters<typeof migrate>[1];
  signal?: AbortSignal;
};

/**
 * The database on a server. The session that writes is the one that holds the lock, so a process that has lost the lock cannot write any
 * more: its session is gone. Waits until the lock is free.
 */
export async function openPostgres({
  url,
  onLost,
  onWaiting,
  migration,
  signal,
}: Options): Promise<Database> {
  const session = new pg.Client({ ...sessionOptions(url), pipeline: true });
  const changes = createChanges();
  session.on("notice", ({ message }) => tellOfChange(changes, message));
  const keeping = keepSession(session, onLost);
  try {
    await session.connect();
    await checkServer(session);
    await takeLock(session, { onWaiting, signal });
    keeping.begin();
    const writer = kyselyOnSession(session);
    for (const statement of wordsOfSqlite) await session.query(statement);
    await migrate(writer.withPlugin(translatingSchema), migration);
    for (const statement of wordsAboutTables) await session.query(statement);
    const read = kyselyOnPool(openReaders(url));
    // Nobody else writes.
    let version = 0;
    const ended = () => {
      version += 1;
      changes.transactionEnded();
    };
    const groupCommit = createGroupCommit(writer, ended, LONGEST_MS);
    const writes = watchTrouble(groupCommit.write);
    return {
      file: undefined,
      read,
      write: writes.write,
      trouble: writes.trouble,
      onChange: changes.listen,
      version: async () => version,
      // The server gives space back, and looks after its own log.
      freePages: () => 0,
      shrink: async () => undefined,
      emptyWal: async () => undefined,
      async close() {
        await groupCommit.idle();
        await read.destroy();
        await keeping.end();
      },
    };
  } catch (error) {
    await keeping.end();
    throw error;
  }
}

function openReaders(url: string): pg.Pool {
  const pool = new pg.Pool({ ...sessionOptions(url), max: READERS });
  // One that ends while nobody uses it is replaced by the next that is needed.
  pool.on("error", () => undefined);
  return pool;
}

function tellOfChange(changes: ReturnType<typeof createChanges>, message: string | undefined): void {
  const [word, table, agentId] = message?.split(" ") ?? [];
  if (word === "holdfast_changed" && table !== undefined)
    changes.happened(table, agentId === "" || agentId === undefined ? null : agentId);
}
