import type { FastifyInstance } from "fastify";
import { getScheduleStatus, listSlots, listUpcoming, previewSchedule } from "#contract/schedule";
import type { Database } from "../db/database.ts";
import { invalidField } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { toInstant } from "../ids.ts";
import { checkSchedule } from "./check-schedule.ts";
import { crowdWarnings } from "./crowd-warnings.ts";
import { findSlots } from "./ledger.store.ts";
import { preview } from "./preview.ts";
import type { Ticker } from "./ticker.ts";
import { upcomingRuns } from "./upcoming-runs.ts";

type Deps = { db: Database; now: () => Date; ticker: Ticker };

export function scheduleRoutes(app: FastifyInstance, { db, now, ticker }: Deps): void {
  serve(
    app,
    previewSchedule,
  )(async ({ body }) => {
    const fault = checkSchedule(body);
    if (fault?.code === "not-readable") throw invalidField("cron", fault.message);
    const from = body.from === undefined ? now() : new Date(body.from);
    const seen = preview(body, body.timeZone, from, body.count);
    const crowded = await crowdWarnings(db.read, seen.nextRuns[0]?.at);
    return { ...seen, warnings: [...seen.warnings, ...crowded], timeZone: body.timeZone };
  });

  serve(app, listSlots)(async ({ query }) => findSlots(db.read, query));

  serve(app, listUpcoming)(async ({ query }) => upcomingRuns(db.read, now(), query.hours));

  serve(
    app,
    getScheduleStatus,
  )(async () => {
    const planned = await db.read
      .selectFrom("assignment")
      .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("next_due_at").as("next")])
      .where("next_due_at", "is not", null)
      .executeTakeFirstOrThrow();
    const pending = await db.read
      .selectFrom("task")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("finished_at", "is", null)
      .where("slot_key", "is not", null)
      .executeTakeFirstOrThrow();
    const lastTickAt = ticker.lastTickAt();
    return {
      lastTickAt: lastTickAt === undefined ? null : toInstant(lastTickAt),
      nextDueAt: planned.next,
      activeSchedules: planned.count,
      pendingSlots: pending.count,
    };
  });
}
