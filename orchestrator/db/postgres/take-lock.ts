import { setTimeout } from "node:timers/promises";
import type pg from "pg";
import { SILENCE_MS } from "./connection.ts";

/** The same in every release: "Hold" as a number. */
const LOCK = 0x486f6c64;
const ASK_EVERY_MS = 1_000;

type Options = { onWaiting?: (() => Promise<void>) | undefined; signal?: AbortSignal | undefined };

/**
 * Waits until no other process looks after this database. A process that hangs, and a machine that is gone without a word, lose the lock
 * after half a minute, because the server ends their session.
 */
export async function takeLock(session: pg.Client, { onWaiting, signal }: Options): Promise<void> {
  const seconds = Math.ceil(SILENCE_MS / 1_000);
  for (const setting of [
    "client_min_messages = notice",
    "synchronous_commit = on",
    "statement_timeout = 0",
    "lock_timeout = 0",
    "tcp_keepalives_idle = 10",
    "tcp_keepalives_interval = 5",
    "tcp_keepalives_count = 3",
    `tcp_user_timeout = '${seconds}s'`,
  ])
    await session.query(`set ${setting}`);
  // Not in one query that waits: it would keep the server from cleaning up for as long as it does.
  let tell = onWaiting;
  while (!(await isTaken(session))) {
    await tell?.();
    tell = undefined;
    await setTimeout(ASK_EVERY_MS, undefined, { signal });
  }
  await session.query(`set idle_session_timeout = '${seconds}s'`);
  await session.query(`set idle_in_transaction_session_timeout = '${seconds}s'`);
}

async function isTaken(session: pg.Client): Promise<boolean> {
  const { rows } = await session.query(
    `select pg_try_advisory_lock(${LOCK}, hashtext(current_schema())) as taken`,
  );
  return rows[0].taken === 1;
}
