import type { ExpressionBuilder } from "kysely";
import type { Maintenance } from "#contract/maintenance";
import type { RunStatus } from "#contract/outcome";
import { localAgentId } from "../agents/agents.store.ts";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import type { Row, Schema } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
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
  const plans = Map.groupBy(await plansOf(db, repositoryIds), ({ repository_id }) => repository_id);
  const last = await lastRuns(db, repositoryIds);
  const hasAgent = await readWhoMaintains(db, [...plans.values()].flat());
  return new Map(
    repositoryIds.map((id): [string, Maintenance] => {
      const own = plans.get(id) ?? [];
      const seen = { ...plannedIn(own), ...lastOf(last.get(id), own) };
      return [id, hasAgent(own) ? seen : { ...seen, ...NEVER }];
    }),
  );
}

type Plan = Row<"maintenance_plan">;

/** Tells of the plans of a repository whether the machine that is named in them, else the local one, is active. */
async function readWhoMaintains(db: Db, plans: Plan[]): Promise<(own: Plan[]) => boolean> {
  const local = await localAgentId(db);
  const named = new Set([...plans.map(({ agent_id }) => agent_id), local].filter((id) => id !== null));
  const rows = await db
    .selectFrom("agent")
    .select("id")
    .where("id", "in", [...named])
    .where("status", "=", "active")
    .execute();
  const active = new Set(rows.map(({ id }) => id));
  return (own) => active.has(namedIn(own) ?? local ?? "");
}

const namedIn = (plans: Plan[]) => plans.find(({ agent_id }) => agent_id !== null)?.agent_id ?? null;

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
    agentId: namedIn(plans),
    nextCheckAt: planOf("check")?.next_due_at ?? null,
    nextDrillAt: planOf("drill")?.next_due_at ?? null,
    nextCopyAt: planOf("copy")?.next_due_at ?? null,
  };
}

function lastOf(last: LastRuns | undefined, plans: Plan[]) {
  const prune = plans.find(({ kind }) => kind === "prune");
  const lastPrune = last?.prune ?? null;
  return {
    nextPruneAt: prune === undefined ? null : afterRest(prune, lastPrune),
    lastCheck: last?.check ?? null,
    lastPrune,
    lastDrill: last?.drill ?? null,
    lastCopy: last?.copy ?? null,
  };
}

/** Slots before the end of the rest are left out. */
function afterRest({ next_due_at, rest_seconds }: Plan, last: Maintenance["lastPrune"]) {
  if (next_due_at === null || rest_seconds === null || last?.finishedAt == null) return next_due_at;
  if (last.status !== "success") return next_due_at;
  const rested = toInstant(new Date(Date.parse(last.finishedAt) + rest_seconds * 1_000));
  return rested > next_due_at ? rested : next_due_at;
}

type LastRuns = Partial<Record<PlannedKind, NonNullable<Maintenance["lastCheck"]>>>;

/** The newest run of each kind, looked up at the end of its index however many repositories and runs there are. */
async function lastRuns(db: Db, repositoryIds: string[]): Promise<Map<string, LastRuns>> {
  const newest = (kind: PlannedKind) => (eb: ExpressionBuilder<Schema, "repository">) =>
    eb
      .selectFrom("run")
      .select("run.id")
      .whereRef("run.repository_id", "=", "repository.id")
      .where("run.kind", "=", kind)
      .orderBy("run.started_at", "desc")
      .limit(atMost(1));
  const found = await db
    .selectFrom("repository")
    .select((eb) => [
      "repository.id",
      newest("check")(eb).as("check"),
      newest("prune")(eb).as("prune"),
      newest("drill")(eb).as("drill"),
      newest("copy")(eb).as("copy"),
    ])
    .where("repository.id", "in", repositoryIds)
    .execute();
  const ids = found
    .flatMap(({ check, prune, drill, copy }) => [check, prune, drill, copy])
    .filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const runs = await db
    .selectFrom("run")
    .select(["id", "repository_id", "kind", "status", "finished_at"])
    .where("id", "in", ids)
    .execute();
  const last = new Map<string, LastRuns>();
  for (const { id, repository_id, kind, status, finished_at } of runs) {
    const run = { runId: id, status: status as RunStatus, finishedAt: finished_at };
    last.set(repository_id ?? "", { ...last.get(repository_id ?? ""), [kind]: run });
  }
  return last;
}
