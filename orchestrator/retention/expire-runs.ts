import { sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import type { Database } from "../db/database.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { removeLog } from "./expire-logs.ts";
import { hasNoSnapshot, mayGo } from "./kept-runs.ts";

type Deps = { db: Database; metrics: Metrics };

export const ROWS_A_STEP = 200;

/** Runs that began before `olderThan`, oldest first, but for those that are kept. A step after each change. */
export async function* expireRuns({ db, metrics }: Deps, olderThan: string): AsyncGenerator<void> {
  let after = { started_at: "", id: "" };
  for (;;) {
    const page = await db.read
      .selectFrom("run")
      .select(["id", "started_at", sql<number>`log_bytes > log_cut_bytes`.as("has_log")])
      .select(sql<number>`${mayGo} and ${hasNoSnapshot}`.as("goes"))
      .where("started_at", "<", olderThan)
      .where(sql<boolean>`(started_at, id) > (${after.started_at}, ${after.id})`)
      .orderBy("started_at")
      .orderBy("id")
      .limit(atMost(ROWS_A_STEP))
      .execute();
    const going = page.filter((run) => run.goes === 1);
    for (const run of going) if (run.has_log === 1) yield* removeLog(db, run.id);
    metrics.expired.inc({ what: "run" }, await deleteRuns(db, going));
    yield;
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_A_STEP) return;
    after = last;
  }
}

/** Asks again what may go: the answer is older than this change. */
async function deleteRuns(db: Database, runs: { id: string }[]): Promise<number> {
  if (runs.length === 0) return 0;
  const ids = runs.map((run) => run.id);
  const { numDeletedRows } = await db.write((tx) =>
    tx.deleteFrom("run").where("id", "in", ids).where(mayGo).where(hasNoSnapshot).executeTakeFirst(),
  );
  return Number(numDeletedRows);
}
