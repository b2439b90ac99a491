import { sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import type { Database } from "../db/database.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ROWS_A_STEP } from "./expire-runs.ts";

type Deps = { db: Database; metrics: Metrics };

/** Slots that have ended, tasks whose runs have all gone, and reports that came too late. A step after each change. */
export async function* expireRest({ db, metrics }: Deps, olderThan: string): AsyncGenerator<void> {
  for (const what of ["slot", "stale-report"] as const) {
    for (let gone = ROWS_A_STEP; gone === ROWS_A_STEP; ) {
      gone = await deleteOldest[what](db, olderThan);
      metrics.expired.inc({ what }, gone);
      yield;
    }
  }
  yield* expireTasks({ db, metrics }, olderThan);
}

const deleteOldest = {
  async slot(db: Database, olderThan: string): Promise<number> {
    const { numDeletedRows } = await db.write((tx) =>
      tx
        .deleteFrom("slot")
        .where("key", "in", (eb) =>
          eb
            .selectFrom("slot")
            .select("key")
            .where("scheduled_for", "<", olderThan)
            .where("outcome", "in", ["done", "skipped", "missed"])
            .orderBy("scheduled_for")
            .limit(atMost(ROWS_A_STEP)),
        )
        .executeTakeFirst(),
    );
    return Number(numDeletedRows);
  },
  async "stale-report"(db: Database, olderThan: string): Promise<number> {
    const { numDeletedRows } = await db.write((tx) =>
      tx
        .deleteFrom("stale_report")
        .where("id", "in", (eb) =>
          eb
            .selectFrom("stale_report")
            .select("id")
            .where("received_at", "<", olderThan)
            .orderBy("received_at")
            .limit(atMost(ROWS_A_STEP)),
        )
        .executeTakeFirst(),
    );
    return Number(numDeletedRows);
  },
};

async function* expireTasks({ db, metrics }: Deps, olderThan: string): AsyncGenerator<void> {
  const hasNoRun = sql<boolean>`not exists (select 1 from run where run.task_id = task.id)`;
  let after = { finished_at: "", id: "" };
  for (;;) {
    const page = await db.read
      .selectFrom("task")
      .select(["id", sql<string>`finished_at`.as("finished_at"), hasNoRun.as("goes")])
      .where("finished_at", "<", olderThan)
      .where(sql<boolean>`(finished_at, id) > (${after.finished_at}, ${after.id})`)
      .orderBy("finished_at")
      .orderBy("id")
      .limit(atMost(ROWS_A_STEP))
      .execute();
    const ids = page.filter((task) => Number(task.goes) === 1).map((task) => task.id);
    if (ids.length > 0) {
      await db.write((tx) => tx.deleteFrom("task").where("id", "in", ids).where(hasNoRun).execute());
      metrics.expired.inc({ what: "task" }, ids.length);
    }
    yield;
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_A_STEP) return;
    after = last;
  }
}
