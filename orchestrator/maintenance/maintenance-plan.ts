import type { MaintenanceInput } from "#contract/maintenance";
import { type Schedule, schedule } from "#contract/schedule";
import type { Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { invalidField } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { checkSchedule } from "../schedule/check-schedule.ts";
import { jitterOf } from "../schedule/jitter.ts";
import { nextOccurrence } from "../schedule/occurrence.ts";
import { activeAgent, chosenAgentOf } from "./maintenance-agent.ts";

export const PLANNED_KINDS = ["check", "prune", "drill", "copy"] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];
type Plan = Row<"maintenance_plan">;

/**
 * A prune is never caught up, so a desktop that is off at the one hour of a day would never be pruned: every four hours there is a slot,
 * and one prune in twenty hours is enough. The check is caught up, and may wait for its night.
 */
const DEFAULTS: Record<PlannedKind, Schedule | null> = {
  prune: { every: "4h", jitterSeconds: 14_400, catchUp: false },
  check: { cron: "30 4 * * 0", jitterSeconds: 3_600, catchUp: true },
  drill: { cron: "30 5 * * 0", jitterSeconds: 3_600, catchUp: true },
  copy: null,
};
const DEFAULT_REST_SECONDS = 72_000;

/** Writes what a person asked for; a new repository gets the defaults for what was left out. */
export async function saveMaintenance(
  tx: Tx,
  repositoryId: string,
  input: MaintenanceInput,
  now: Date,
): Promise<void> {
  if (input.agentId != null && (await activeAgent(tx, input.agentId)) === undefined)
    throw invalidField("maintenance.agentId", "there is no such machine");
  for (const kind of PLANNED_KINDS) {
    const columns = wantedColumns(kind, input, await readPlan(tx, repositoryId, kind));
    await tx
      .insertInto("maintenance_plan")
      .values({ repository_id: repositoryId, kind, ...columns, planned_through: toInstant(now) })
      .onConflict((conflict) => conflict.columns(["repository_id", "kind"]).doUpdateSet(columns))
      .execute();
  }
  await replanMaintenance(tx, repositoryId, now);
}

function wantedColumns(kind: PlannedKind, input: MaintenanceInput, known: Plan | undefined) {
  const asked = askedFor(kind, input);
  const fault = asked && checkSchedule(asked);
  if (fault) throw invalidField(`maintenance.${kind}.cron`, fault.message);
  const kept = known === undefined ? DEFAULTS[kind] : scheduleOf(known);
  const wanted = asked === undefined ? kept : asked;
  return {
    schedule_json: wanted === null ? null : JSON.stringify(wanted),
    agent_id: input.agentId === undefined ? (known?.agent_id ?? null) : input.agentId,
    target_id: input.copy === undefined ? (known?.target_id ?? null) : targetOf(kind, input),
    rest_seconds: kind === "prune" ? restOf(input, known) : null,
  };
}

function askedFor(kind: PlannedKind, input: MaintenanceInput): Schedule | null | undefined {
  if (kind !== "copy") return input[kind];
  return input.copy == null ? input.copy : input.copy.schedule;
}

function targetOf(kind: PlannedKind, { copy }: MaintenanceInput): string | null {
  return kind === "copy" ? (copy?.toRepositoryId ?? null) : null;
}

/** Whoever chooses a schedule chooses all of it. */
function restOf({ prune, pruneRestSeconds }: MaintenanceInput, known: Plan | undefined): number | null {
  if (pruneRestSeconds !== undefined) return pruneRestSeconds;
  if (prune !== undefined) return null;
  return known === undefined ? DEFAULT_REST_SECONDS : known.rest_seconds;
}

/** Computes anew when the work comes due; without a machine that was ever to do it, it does not. */
export async function replanMaintenance(tx: Tx, repositoryId: string, now: Date): Promise<void> {
  const agent = (await isStored(tx, repositoryId)) ? await chosenAgentOf(tx, repositoryId) : undefined;
  for (const plan of await plansOf(tx, [repositoryId])) {
    await setNext(tx, plan, agent && nextMaintenance(plan, agent.timeZone, now), now);
  }
}

/** In a place where each machine has a repository of its own, the place itself holds nothing to maintain. */
async function isStored(tx: Tx, repositoryId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("repository")
    .select("per_agent")
    .where("id", "=", repositoryId)
    .executeTakeFirst();
  return row?.per_agent !== 1;
}

/** A machine's own repository is maintained as its place says. */
export async function copyMaintenance(tx: Tx, placeId: string, ownId: string, now: Date): Promise<void> {
  const input: MaintenanceInput = {};
  for (const kind of PLANNED_KINDS) {
    const plan = await readPlan(tx, placeId, kind);
    if (plan === undefined) continue;
    const planned = scheduleOf(plan);
    if (kind !== "copy") input[kind] = planned;
    else if (planned !== null && plan.target_id !== null)
      input.copy = { toRepositoryId: plan.target_id, schedule: planned };
    if (kind === "prune") input.pruneRestSeconds = plan.rest_seconds;
    input.agentId = plan.agent_id;
  }
  await saveMaintenance(tx, ownId, input, now);
}

export async function setNext(tx: Tx, plan: Plan, next: Next | undefined, now: Date): Promise<void> {
  await tx
    .updateTable("maintenance_plan")
    .set({
      planned_through: toInstant(now),
      next_slot_at: next?.slotAt ?? null,
      next_due_at: next?.dueAt ?? null,
    })
    .where("repository_id", "=", plan.repository_id)
    .where("kind", "=", plan.kind)
    .execute();
}

type Next = { slotAt: string; dueAt: string };

/** The first slot after an instant, and when it starts with this repository's share of the jitter. */
export function nextMaintenance(plan: Plan, zone: string, after: Date): Next | undefined {
  const planned = scheduleOf(plan);
  if (planned === null) return undefined;
  const next = nextOccurrence(planned, planned.timeZone ?? zone, after);
  if (next === undefined) return undefined;
  const jitterMs = jitterMsOf(plan, planned);
  return { slotAt: next.at, dueAt: toInstant(new Date(Date.parse(next.at) + jitterMs)) };
}

export function jitterMsOf({ repository_id, kind }: Plan, { jitterSeconds }: Schedule): number {
  return jitterOf(repository_id, kind, jitterSeconds) * 1_000;
}

export function scheduleOf({ schedule_json }: Pick<Plan, "schedule_json">): Schedule | null {
  return schedule_json === null ? null : schedule.parse(JSON.parse(schedule_json));
}

export function plansOf(db: Db, repositoryIds: string[]): Promise<Plan[]> {
  return db.selectFrom("maintenance_plan").selectAll().where("repository_id", "in", repositoryIds).execute();
}

function readPlan(tx: Tx, repositoryId: string, kind: PlannedKind): Promise<Plan | undefined> {
  return tx
    .selectFrom("maintenance_plan")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", kind)
    .executeTakeFirst();
}
