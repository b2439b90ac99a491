import type { FastifyInstance } from "fastify";
import { getMetrics } from "#contract/status";
import { protections } from "../agents/protections.ts";
import { atMost } from "../db/at-most.ts";
import type { Database } from "../db/database.ts";
import { serveStream } from "../http/serve.ts";
import { toInstant } from "../ids.ts";
import type { Leases } from "../tasks/leases.ts";
import { heldTasks } from "../tasks/sweep-leases.ts";
import type { Metrics } from "./metrics.ts";

type Deps = {
  db: Database;
  now: () => Date;
  metrics: Metrics;
  leases: Leases;
  moreMetrics: () => Promise<string>;
};

export function metricRoutes(app: FastifyInstance, { db, now, metrics, leases, moreMetrics }: Deps): void {
  serveStream(
    app,
    getMetrics,
  )(async (_input, _request, reply) => {
    await measure(db, now(), metrics);
    await measureQueue(db, now(), metrics, leases);
    return reply.send(`${await metrics.registry.metrics()}${await moreMetrics()}`);
  });
}

/** Gauges are read when somebody asks, not kept up to date for nobody. */
async function measure(
  db: Database,
  now: Date,
  { agents, openTasks, sinceGood, sinceProven }: Metrics,
): Promise<void> {
  const count = db.read.fn.countAll<number>().as("count");
  agents.reset();
  const reachable = await db.read
    .selectFrom("agent")
    .select(["reachability", count])
    .where("status", "=", "active")
    .groupBy("reachability")
    .execute();
  for (const row of reachable) agents.set({ reachability: row.reachability }, row.count);
  openTasks.reset();
  const open = await db.read
    .selectFrom("task")
    .select(["status", count])
    .where("finished_at", "is", null)
    .groupBy("status")
    .execute();
  for (const row of open) openTasks.set({ status: row.status }, row.count);
  sinceGood.reset();
  for (const pair of await protections(db.read, now)) {
    const age = pair.last_good_at === null ? -1 : (now.getTime() - Date.parse(pair.last_good_at)) / 1_000;
    sinceGood.set({ agent: pair.hostname, policy: pair.policy_name }, age);
  }
  sinceProven.reset();
  for (const { name, proven_restore_at } of await db.read
    .selectFrom("repository")
    .select(["name", "proven_restore_at"])
    .execute()) {
    const age = proven_restore_at === null ? -1 : (now.getTime() - Date.parse(proven_restore_at)) / 1_000;
    sinceProven.set({ repository: name }, age);
  }
}

async function measureQueue(db: Database, now: Date, metrics: Metrics, leases: Leases): Promise<void> {
  const held = await heldTasks(db);
  const alive = held.filter((task) => leases.isAlive(task.id)).length;
  metrics.leases.set({ state: "alive" }, alive);
  metrics.leases.set({ state: "out" }, held.length - alive);
  const oldest = await db.read
    .selectFrom("task")
    .select("created_at")
    .where("finished_at", "is", null)
    .where("status", "=", "queued")
    .where((eb) => eb.or([eb("not_before", "is", null), eb("not_before", "<=", toInstant(now))]))
    .orderBy("created_at")
    .limit(atMost(1))
    .executeTakeFirst();
  const waitsMs = oldest === undefined ? 0 : now.getTime() - Date.parse(oldest.created_at);
  metrics.oldestQueued.set(Math.max(0, waitsMs) / 1_000);
  // Counted in the database, in the transaction that ended the slot.
  metrics.slotEnds.reset();
  for (const { outcome, count } of await db.read.selectFrom("slot_count").selectAll().execute()) {
    metrics.slotEnds.inc({ outcome }, count);
  }
}
