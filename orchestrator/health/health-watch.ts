import type { FastifyBaseLogger } from "fastify";
import { healthReading } from "#contract/health";
import { isOnline } from "../agents/agents.store.ts";
import type { Database } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import type { Publish } from "../events/live-events.ts";
import { DomainError } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { maintenanceAgentOf } from "../maintenance/maintenance-agent.ts";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";
import { watchOverdue } from "./overdue.ts";
import { recordSample, thinSamples } from "./samples.store.ts";
import { watchThresholds } from "./thresholds.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  desk: QuestionDesk;
  publish: Publish;
  log: FastifyBaseLogger;
};
export type HealthWatch = ReturnType<typeof createHealthWatch>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Listing a large repository on a slow server takes its time. */
const DEADLINE_MS = 60_000;

/**
 * Looks at every repository about once an hour beside the tick, one after the other: what is overdue there, and where its machine is
 * online how it is.
 */
export function createHealthWatch(deps: Deps) {
  const { db, now, publish, log } = deps;
  const stopping = new AbortController();
  let looking: Promise<void> | undefined;
  let lastThinned = Number.NEGATIVE_INFINITY;
  let lastWatched = Number.NEGATIVE_INFINITY;

  async function thin(at: Date): Promise<void> {
    if (Math.abs(at.getTime() - lastThinned) < DAY_MS) return;
    lastThinned = at.getTime();
    await db.write((tx) => thinSamples(tx, at));
  }

  async function lookAround(): Promise<void> {
    await watch(now());
    for (const row of await dueFor(db, now())) {
      if (stopping.signal.aborted) return;
      await measure(deps, row, stopping.signal);
    }
  }

  async function watch(at: Date): Promise<void> {
    if (Math.abs(at.getTime() - lastWatched) < HOUR_MS) return;
    lastWatched = at.getTime();
    for (const row of await inUse(db).execute()) {
      if (stopping.signal.aborted) return;
      await db.write((tx) => watchOverdue(tx, row, at));
      publish({ type: "repository", repositoryId: row.id });
    }
  }

  return {
    async onTick(): Promise<void> {
      await thin(now());
      looking ??= lookAround()
        .catch((error: unknown) => log.error({ err: error }, "repositories could not be looked at"))
        .finally(() => {
          looking = undefined;
        });
    },
    async stop(): Promise<void> {
      stopping.abort(new DomainError("starting-or-stopping"));
      await looking;
    },
  };
}

function inUse(db: Database) {
  return db.read
    .selectFrom("repository")
    .selectAll("repository")
    .where("repository.last_success_at", "is not", null);
}

function dueFor(db: Database, at: Date): Promise<Row<"repository">[]> {
  return inUse(db)
    .leftJoin("repository_upkeep", "repository_upkeep.repository_id", "repository.id")
    .where((eb) =>
      eb.or([
        eb("repository_upkeep.sampled_at", "is", null),
        eb("repository_upkeep.sampled_at", "<=", toInstant(new Date(at.getTime() - HOUR_MS))),
      ]),
    )
    .execute();
}

async function measure(deps: Deps, row: Row<"repository">, signal: globalThis.AbortSignal): Promise<void> {
  const { db, now, seal, desk, publish } = deps;
  const agent = await maintenanceAgentOf(db.read, row.id);
  if (agent === undefined || !(await isOnline(db.read, agent.id))) return;
  const measured = await read();
  if (signal.aborted) return;
  await db.write(async (tx) => {
    await recordSample(tx, row.id, measured, now());
    await watchThresholds(tx, row.id, now());
  });
  publish({ type: "repository", repositoryId: row.id });

  async function read() {
    const question = { agentId: agent?.id ?? "", kind: "health", args: {}, signal } as const;
    const access = { repository: accessOf(row, seal), deadlineMs: DEADLINE_MS };
    try {
      for await (const reading of askLines(desk, { ...question, ...access }, healthReading))
        return { reading };
      return { problem: "The machine gave no answer." };
    } catch (error) {
      return { problem: error instanceof DomainError ? error.message : String(error) };
    }
  }
}
