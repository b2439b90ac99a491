import type { Maintenance } from "#contract/maintenance";
import type { RunStatus } from "#contract/outcome";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { maintenanceAgentOf } from "./maintenance-agent.ts";
import { type PlannedKind, plansOf, scheduleOf } from "./maintenance-plan.ts";

/** Slots come due all the same, but nobody does the work. */
const NEVER = { nextCheckAt: null, nextPruneAt: null, nextCopyAt: null, nextDrillAt: null };

export const unplanned: Maintenance = {
  check: null,
  prune: null,
  pruneRestSeconds: null,
  copy: null,
  drill: null,
  agentId: null,
  ...NEVER,
  lastCheck: null,
  lastPrune: null,
  lastCopy: null,
  lastDrill: null,
};

/** What people see of the maintenance of some repositories. */
export async function viewMaintenance(db: Db, repositoryIds: string[]): Promise<Map<string, Maintenance>> {
  const plans = await plansOf(db, repositoryIds);
  const entries = repositoryIds.map(async (id): Promise<[string, Maintenance]> => {
    const own = plans.filter((plan) => plan.repository_id === id);
    const seen = { ...plannedIn(own), ...(await lastOf(db, id, own)) };
    return [id, (await maintenanceAgentOf(db, id)) === undefined ? { ...seen, ...NEVER } : seen];
  });
  return new Map(await Promise.all(entries));
}

type Plan = Row<"maintenance_plan">;

function plannedIn(plans: Plan[]) {
  const planOf = (kind: PlannedKind) => plans.find((plan) => plan.kind === kind);
  const scheduleFor = (kind: PlannedKind) => {
    const plan = planOf(kind);
    return plan === undefined ? null : scheduleOf(plan);
  };
  const copy = { toRepositoryId: planOf("copy")?.target_id, schedule: scheduleFor("copy") };
  return {
    check: scheduleFor("check"),
    prune: scheduleFor("prune"),
    drill: scheduleFor("drill"),
    copy:
      copy.schedule === null || copy.toRepositoryId == null
        ? null
        : { toRepositoryId: copy.toRepositoryId, schedule: copy.schedule },
    pruneRestSeconds: planOf("prune")?.rest_seconds ?? null,
    agentId: plans.find(({ agent_id }) => agent_id !== null)?.agent_id ?? null,
    nextCheckAt: planOf("check")?.next_due_at ?? null,
    nextDrillAt: planOf("drill")?.next_due_at ?? null,
    nextCopyAt: planOf("copy")?.next_due_at ?? null,
  };
}

async function lastOf(db: Db, id: string, plans: Plan[]) {
  const prune = plans.find(({ kind }) => kind === "prune");
  const lastPrune = await lastRun(db, id, "prune");
  return {
    nextPruneAt: prune === undefined ? null : afterRest(prune, lastPrune),
    lastCheck: await lastRun(db, id, "check"),
    lastPrune,
    lastDrill: await lastRun(db, id, "drill"),
    lastCopy: await lastRun(db, id, "copy"),
  };
}

/** Slots before the end of the rest are left out. */
function afterRest({ next_due_at, rest_seconds }: Plan, last: Maintenance["lastPrune"]) {
  if (next_due_at === null || rest_seconds === null || last?.finishedAt == null) return next_due_at;
  if (last.status !== "success") return next_due_at;
  const rested = toInstant(new Date(Date.parse(last.finishedAt) + rest_seconds * 1_000));
  return rested > next_due_at ? rested : next_due_at;
}

async function lastRun(db: Db, repositoryId: string, kind: PlannedKind): Promise<Maintenance["lastCheck"]> {
  const run = await db
    .selectFrom("run")
    .select(["id", "status", "finished_at"])
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", kind)
    .orderBy("started_at", "desc")
    .limit(atMost(1))
    .executeTakeFirst();
  return run === undefined
    ? null
    : { runId: run.id, status: run.status as RunStatus, finishedAt: run.finished_at };
}
