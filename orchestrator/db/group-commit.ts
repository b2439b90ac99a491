import { setImmediate } from "node:timers/promises";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Schema } from "./tables.ts";

type Change = (tx: Transaction<Schema>) => Promise<unknown>;
type Waiting = { change: Change; resolve(value: unknown): void; reject(reason: unknown): void };

/**
 * Changes queued in one turn of the event loop share a transaction, each in a savepoint: one that fails rolls back nobody else.
 * A caller hears of success only after the commit is on the disk.
 */
export function createGroupCommit(db: Kysely<Schema>, onEnd: () => void = () => undefined) {
  let queue: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (queue.length > 0) {
      await setImmediate();
      const batch = queue;
      queue = [];
      const settle = await commit(db, batch);
      onEnd();
      settle();
    }
    working = undefined;
  }

  return {
    write<T>(change: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push({ change, resolve: resolve as (value: unknown) => void, reject });
        working ??= work();
      });
    },
    async idle(): Promise<void> {
      await working;
    },
  };
}

/** Returns what tells each caller how it ended. */
async function commit(db: Kysely<Schema>, batch: Waiting[]): Promise<() => void> {
  const settled: (() => void)[] = [];
  try {
    await db.transaction().execute(async (tx) => {
      for (const waiting of batch) settled.push(await inSavepoint(tx, waiting));
    });
  } catch (error) {
    return () => {
      for (const { reject } of batch) reject(error);
    };
  }
  return () => {
    for (const settle of settled) settle();
  };
}

async function inSavepoint(
  tx: Transaction<Schema>,
  { change, resolve, reject }: Waiting,
): Promise<() => void> {
  await sql`savepoint one`.execute(tx);
  try {
    const value = await change(tx);
    await sql`release one`.execute(tx);
    return () => resolve(value);
  } catch (error) {
    await sql`rollback to one`.execute(tx);
    await sql`release one`.execute(tx);
    return () => reject(error);
  }
}
