import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { downloadRunLog, exportRuns, getRun, listRuns, readRunLog } from "#contract/runs";
import type { Database } from "../db/database.ts";
import { notFound } from "../http/errors.ts";
import { serve, serveStream } from "../http/serve.ts";
import type { LiveProgress } from "./live-progress.ts";
import { readLogLines, streamLogText } from "./read-log.ts";
import { findRuns, readRun } from "./runs.store.ts";
import { createRunsAsCsv } from "./runs-as-csv.ts";

type Deps = { db: Database; progress: LiveProgress };

export function runRoutes(app: FastifyInstance, { db, progress }: Deps): void {
  const runsAsCsv = createRunsAsCsv(db);

  async function runRow(id: string) {
    const row = await db.read
      .selectFrom("run")
      .select(["id", "finished_at", "log_cut_bytes"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined) throw notFound("run");
    return row;
  }

  serve(app, listRuns)(async ({ query }) => findRuns(db.read, query, query, progress.get));

  serve(
    app,
    getRun,
  )(async ({ params }) => {
    const run = await readRun(db.read, params.id, progress.get);
    if (run === undefined) throw notFound("run");
    return run;
  });

  serve(
    app,
    readRunLog,
  )(async ({ params, query }) => {
    const run = await runRow(params.id);
    const page = await readLogLines(db.read, run.id, query);
    return { ...page, running: run.finished_at === null, cutBytes: run.log_cut_bytes };
  });

  serveStream(
    app,
    downloadRunLog,
  )(async ({ params }, _request, reply) => {
    const run = await runRow(params.id);
    reply.header("content-disposition", `attachment; filename="holdfast-run-${run.id}.txt"`);
    return reply.send(Readable.from(streamLogText(db.read, run.id)));
  });

  serveStream(
    app,
    exportRuns,
  )(async ({ query }, _request, reply) => {
    reply.header("content-disposition", 'attachment; filename="holdfast-runs.csv"');
    return reply.send(Readable.from(runsAsCsv(query)));
  });
}
