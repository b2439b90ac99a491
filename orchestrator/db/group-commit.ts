import { setImmediate } from "node:timers/promises";
import { CompiledQuery, type Kysely, type Transaction } from "kysely";
import type { Schema } from "./tables.ts";

type Change = (tx: Transaction<Schema>) => Promise<unknown>;
type Waiting = { change: Change; resolve(value: unknown): void; reject(reason: unknown): void };

/** Said before and after each change: built once. */
const savepoint = CompiledQuery.raw("savepoint one");
const release = CompiledQuery.raw("release one");
const rollBack = CompiledQuery.raw("rollback to one");

/**
 * Changes queued in one turn of the event loop share a transaction. One that fails rolls back nobody else: the first takes back a
 * transaction in which there is nothing besides, each after it has a savepoint. A caller hears of success only after the commit is on
 * the disk.
 */
export function createGroupCommit(
  db: Kysely<Schema>,
  onEnd: () => void = () => undefined,
  longestMs = LONGEST_MS,
) {
  let queue: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (queue.length > 0) {
      await setImmediate();
      const { taken, settle } = await commit(db, queue, longestMs);
      queue = queue.slice(taken);
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

/** Nothing else happens while a transaction is under way: what is left after this long goes into the next. */
const LONGEST_MS = 15;

/** How many of the queue were taken, and what tells each caller how it ended. */
async function commit(
  db: Kysely<Schema>,
  queue: readonly Waiting[],
  longestMs: number,
): Promise<{ taken: number; settle: () => void }> {
  const settled: (() => void)[] = [];
  let taken = 0;
  try {
    await db.transaction().execute(async (tx) => {
      const until = performance.now() + longestMs;
      for (const waiting of queue) {
        taken += 1;
        settled.push(taken === 1 ? await first(tx, waiting) : await inSavepoint(tx, waiting));
        if (performance.now() > until) break;
      }
    });
  } catch (error) {
    const batch = queue.slice(0, taken || 1);
    return { taken: batch.length, settle: () => callAll(batch.map((one) => () => one.reject(error))) };
  }
  return { taken, settle: () => callAll(settled) };
}

function callAll(calls: (() => void)[]): void {
  for (const call of calls) call();
}

/** What it throws ends the transaction. */
async function first(tx: Transaction<Schema>, { change, resolve }: Waiting): Promise<() => void> {
  const value = await change(tx);
  return () => resolve(value);
}

async function inSavepoint(
  tx: Transaction<Schema>,
  { change, resolve, reject }: Waiting,
): Promise<() => void> {
  await tx.executeQuery(savepoint);
  try {
    const value = await change(tx);
    await tx.executeQuery(release);
    return () => resolve(value);
  } catch (error) {
    await takeBack(tx, error);
    return () => reject(error);
  }
}

/** Where even that fails the whole transaction is gone, for the reason that the change itself was told. */
async function takeBack(tx: Transaction<Schema>, why: unknown): Promise<void> {
  try {
    await tx.executeQuery(rollBack);
    await tx.executeQuery(release);
  } catch {
    throw why;
  }
}
