import type { FastifyInstance } from "fastify";
import { getRepositoryHealth } from "#contract/health";
import { atMost } from "../db/at-most.ts";
import type { Database, Db } from "../db/database.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { toInstant } from "../ids.ts";
import { readUpkeep } from "../repositories/upkeep.store.ts";
import { forecastOf } from "./forecast.ts";
import { samplesOf } from "./samples.store.ts";

const TREND_MS = 30 * 86_400_000;

export function healthRoutes(app: FastifyInstance, { db, now }: { db: Database; now: () => Date }): void {
  serve(
    app,
    getRepositoryHealth,
  )(async ({ params: { id }, query }) => {
    const row = await db.read.selectFrom("repository").select("id").where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw notFound("repository");
    const recent = await samplesOf(db.read, id, toInstant(new Date(now().getTime() - TREND_MS)));
    const newest = recent.length > 0 ? recent : await samplesOf(db.read, id, undefined);
    return {
      repositoryId: id,
      latest: newest.at(-1) ?? null,
      ...forecastOf(recent),
      lastCheckedAt: await lastGood(db.read, id, "check"),
      lastListedAt: (await readUpkeep(db.read, id))?.listed_at ?? null,
      lastCopiedAt: await lastGood(db.read, id, "copy"),
      samples: await samplesOf(db.read, id, query.from),
    };
  });
}

async function lastGood(db: Db, repositoryId: string, kind: "check" | "copy"): Promise<string | null> {
  const run = await db
    .selectFrom("run")
    .select("finished_at")
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", kind)
    .where("status", "in", ["success", "warning"])
    .orderBy("started_at", "desc")
    .limit(atMost(1))
    .executeTakeFirst();
  return run?.finished_at ?? null;
}
