import { setImmediate } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import type { Database, Db } from "../db/database.ts";
import { openReader } from "../db/database.ts";
import { startThread } from "../db/start-thread.ts";
import { CSV_HEAD, toCsvLine } from "./csv.ts";
import { findRuns, type RunFilter } from "./runs.store.ts";

const MOST_ROWS = 100_000;
/** About a millisecond of work; then others have their turn. */
const ROWS_AT_ONCE = 50;
/** Where there are no others. */
const ROWS_IN_THREAD = 500;
/** Each holds some memory for as long as somebody downloads. */
const MOST_THREADS = 2;

/** Made while it is read, a part at a time: from a file in a thread of its own, of which there are few. */
export function createRunsAsCsv({ read, file }: Pick<Database, "read" | "file">) {
  let threads = 0;
  return async function* runsAsCsv(filter: RunFilter): AsyncGenerator<string> {
    if (file === undefined || threads >= MOST_THREADS) {
      yield* csvPages(read, filter, ROWS_AT_ONCE);
      return;
    }
    threads += 1;
    try {
      yield* fromThread(file, filter);
    } finally {
      threads -= 1;
    }
  };
}

async function* csvPages(db: Db, filter: RunFilter, rowsAtOnce: number): AsyncGenerator<string> {
  yield CSV_HEAD;
  let cursor: string | undefined;
  for (let rows = 0; rows < MOST_ROWS; rows += rowsAtOnce) {
    const page = await findRuns(db, filter, { limit: rowsAtOnce, cursor }, () => undefined);
    yield page.items.map(toCsvLine).join("");
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
    await setImmediate();
  }
}

async function* fromThread(file: string, filter: RunFilter): AsyncGenerator<string> {
  const thread = startThread({ kind: "runs-as-csv", file, filter });
  const ended = new Promise<never>((_resolve, reject) => {
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("The thread that made the file ended too early.")));
  });
  ended.catch(() => undefined);
  try {
    for (;;) {
      const answer = new Promise<string | null>((resolve) => thread.once("message", resolve));
      thread.postMessage("next");
      const part = await Promise.race([answer, ended]);
      if (part === null) return;
      yield part;
    }
  } finally {
    await thread.terminate();
  }
}

/** In the thread: one part for each time that it is asked, and null in the end. */
export function tellRunsAsCsv(
  { file, filter }: { file: string; filter: RunFilter },
  port: MessagePort,
): void {
  const parts = csvPages(openReader(file), filter, ROWS_IN_THREAD);
  port.on("message", async () => {
    const { value } = await parts.next();
    port.postMessage(value ?? null);
  });
}
