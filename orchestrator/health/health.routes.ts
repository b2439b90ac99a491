import type { FastifyInstance } from "fastify";
import { getRepositoryHealth } from "#contract/health";
import type { Database, Db } from "../db/database.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { readUpkeep } from "../repositories/upkeep.store.ts";
import { forecastOf } from "./forecast.ts";
import { samplesOf } from "./samples.store.ts";

export function healthRoutes(app: FastifyInstance, { db }: { db: Database }): void {
  serve(
    app,
    getRepositoryHealth,
  )(async ({ params: { id }, query }) => {
    const row = await db.read.selectFrom("repository").select("id").where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw notFound("repository");
    const samples = await samplesOf(db.read, id, query.from);
    return {
      repositoryId: id,
      latest: samples.at(-1) ?? null,
      ...forecastOf(samples),
      lastCheckedAt: await lastGood(db.read, id, "check"),
      lastListedAt: (await readUpkeep(db.read, id))?.listed_at ?? null,
      lastCopiedAt: await lastGood(db.read, id, "copy"),
      samples,
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
    .limit(1)
    .executeTakeFirst();
  return run?.finished_at ?? null;
}
