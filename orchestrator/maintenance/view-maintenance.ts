import type { Maintenance } from "#contract/maintenance";
import type { RunStatus } from "#contract/outcome";
import type { Db } from "../db/database.ts";
import { type PlannedKind, plansOf, scheduleOf } from "./maintenance-plan.ts";

export const unplanned: Maintenance = {
  check: null,
  prune: null,
  drill: null,
  agentId: null,
  nextCheckAt: null,
  nextPruneAt: null,
  nextDrillAt: null,
  lastCheck: null,
  lastPrune: null,
  lastDrill: null,
};

/** What people see of the maintenance of some repositories. */
export async function viewMaintenance(db: Db, repositoryIds: string[]): Promise<Map<string, Maintenance>> {
  const plans = await plansOf(db, repositoryIds);
  const entries = await Promise.all(
    repositoryIds.map(async (id): Promise<[string, Maintenance]> => {
      const planned = (kind: PlannedKind) =>
        plans.find((plan) => plan.repository_id === id && plan.kind === kind);
      const [check, prune, drill] = [planned("check"), planned("prune"), planned("drill")];
      return [
        id,
        {
          check: check === undefined ? null : scheduleOf(check),
          prune: prune === undefined ? null : scheduleOf(prune),
          drill: drill === undefined ? null : scheduleOf(drill),
          agentId: check?.agent_id ?? prune?.agent_id ?? drill?.agent_id ?? null,
          nextCheckAt: check?.next_due_at ?? null,
          nextPruneAt: prune?.next_due_at ?? null,
          nextDrillAt: drill?.next_due_at ?? null,
          lastCheck: await lastRun(db, id, "check"),
          lastPrune: await lastRun(db, id, "prune"),
          lastDrill: await lastRun(db, id, "drill"),
        },
      ];
    }),
  );
  return new Map(entries);
}

async function lastRun(db: Db, repositoryId: string, kind: PlannedKind): Promise<Maintenance["lastCheck"]> {
  const run = await db
    .selectFrom("run")
    .select(["id", "status", "finished_at"])
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", kind)
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return run === undefined
    ? null
    : { runId: run.id, status: run.status as RunStatus, finishedAt: run.finished_at };
}
