import type { FastifyInstance } from "fastify";
import { getStatus, healthz, readyz, type Status } from "#contract/status";
import { atMost } from "../db/at-most.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { MovedState } from "../move/moved.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import { openRuns } from "../runs/runs.store.ts";
import { databaseProblem } from "./database-problem.ts";
import { createMachinesNow, howMachinesAre } from "./how-machines-are.ts";
import { countWith, findProblems, MOST_SHOWN } from "./problems.ts";
import { repositoryProblems } from "./repository-problems.ts";
import { verdictOf } from "./verdict.ts";

type Deps = {
  db: Database;
  now: () => Date;
  progress: LiveProgress;
  isReady: () => boolean;
  moved: MovedState;
};

export function statusRoutes(app: FastifyInstance, { db, now, progress, isReady, moved }: Deps): void {
  const machinesNow = createMachinesNow(db);

  serve(app, healthz)(async () => ({ status: "ok" }));

  serve(
    app,
    readyz,
  )(async () => {
    if (!isReady())
      throw new DomainError("starting-or-stopping", "Holdfast is starting.", { retryAfterSeconds: 1 });
    await db.read.selectFrom("setting").select("name").limit(atMost(1)).execute();
    return { status: "ready" };
  });

  serve(
    app,
    getStatus,
  )(async ({ query }): Promise<Status> => {
    const { agent } = query;
    const { pairs, first, counts, machines, isSetUp, ...known } =
      agent === undefined ? await machinesNow(now()) : await howMachinesAre(db.read, now(), agent);
    const running = await openRuns(db.read, progress.get, agent);
    const damage = await databaseProblem(db, first, now());
    const ofMachines = await findProblems(db.read, pairs, MOST_SHOWN);
    const ofRepositories = await repositoryProblems(db.read, first);
    const movedTo = moved.to()?.addresses;
    const facts = { counts, pairs, running, machines, isSetUp, now: now(), trouble: db.trouble(), movedTo };
    return {
      ...known,
      ...(movedTo !== undefined && { movedTo, nextRunAt: null }),
      verdict: verdictOf(facts),
      counts,
      problems: [...damage, ...ofMachines.problems, ...ofRepositories],
      problemCounts: countWith(ofMachines.problemCounts, [...damage, ...ofRepositories]),
      running,
    };
  });
}
