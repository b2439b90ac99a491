import type { FastifyInstance } from "fastify";
import { getStatus, healthz, readyz, type Status } from "#contract/status";
import { protections, worstOf } from "../agents/protections.ts";
import { earliest, oldestGood } from "../agents/view-agents.ts";
import type { Database } from "../db/database.ts";
import { DomainError } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import { openRuns } from "../runs/runs.store.ts";
import { databaseProblem } from "./database-problem.ts";
import { findProblems } from "./problems.ts";
import { repositoryProblems } from "./repository-problems.ts";
import { verdictOf } from "./verdict.ts";

type Deps = { db: Database; now: () => Date; progress: LiveProgress; isReady: () => boolean };

export function statusRoutes(app: FastifyInstance, { db, now, progress, isReady }: Deps): void {
  serve(app, healthz)(async () => ({ status: "ok" }));

  serve(
    app,
    readyz,
  )(async () => {
    if (!isReady())
      throw new DomainError("starting-or-stopping", "Holdfast is starting.", { retryAfterSeconds: 1 });
    await db.read.selectFrom("setting").select("name").limit(1).execute();
    return { status: "ready" };
  });

  serve(
    app,
    getStatus,
  )(async ({ query }): Promise<Status> => {
    const agents = await db.read
      .selectFrom("agent")
      .select(["id", "hostname", "reachability"])
      .where("status", "=", "active")
      .$if(query.agent !== undefined, (q) => q.where("id", "=", query.agent ?? ""))
      .execute();
    const pairs = await protections(db.read, now(), query.agent === undefined ? undefined : [query.agent]);
    const byAgent = Map.groupBy(pairs, (pair) => pair.agent_id);
    const states = agents.map(({ id }) => worstOf((byAgent.get(id) ?? []).map((pair) => pair.verdict.state)));
    const counts = { protected: 0, late: 0, "at-risk": 0, never: 0, paused: 0 };
    for (const state of states) counts[state] += 1;
    const running = await openRuns(db.read, progress.get, query.agent);
    return {
      verdict: verdictOf({ counts, pairs, running, machines: agents.length, now: now() }),
      counts,
      offline: agents.filter((agent) => agent.reachability === "offline").length,
      oldestGoodAt: pairs.length === 0 ? null : oldestGood(pairs),
      nextRunAt: earliest(pairs.map((pair) => pair.next_slot_at)),
      problems: [
        ...(await databaseProblem(db.read, agents, now())),
        ...(await findProblems(db.read, pairs)),
        ...(await repositoryProblems(db.read, agents)),
      ],
      running,
    };
  });
}
