import { sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import type { Database, Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { CORRECTION_MS } from "../schedule/correction.ts";
import { decideSlots, type SlotDecision } from "../schedule/decide-slots.ts";
import { longestGapSeconds } from "../schedule/gap.ts";
import { lastOccurrences } from "../schedule/occurrence.ts";
import type { Tick } from "../schedule/ticker.ts";
import { enqueueMaintenance, reasonAgainst, waitingMaintenance } from "./enqueue-maintenance.ts";
import { type ChosenAgent, chosenAgentOf } from "./maintenance-agent.ts";
import {
  jitterMsOf,
  nextMaintenance,
  type PlannedKind,
  replanMaintenance,
  scheduleOf,
  setNext,
} from "./maintenance-plan.ts";

/** Two years of daily maintenance: an absence may be long, but its ledger has an end. */
const MOST_SLOTS = 730;

type Plan = Row<"maintenance_plan">;
export type Enqueued = { taskId: string; agentId: string; policyId: null };

/** Makes a task of every maintenance that has come due, and leaves an entry in the ledger for each slot that gets none. */
export async function enqueueMaintenanceDue(db: Database, now: Date, absence: string): Promise<Enqueued[]> {
  const enqueued = await Promise.all(
    (await duePlans(db.read, now)).map((plan) => db.write((tx) => enqueueSlotsOf(tx, plan, now, absence))),
  );
  return enqueued.flat();
}

/** Later than any instant. */
const NEVER = "9999";

/**
 * A plan that was made while the clock ran ahead would not come due before that time has really come, and one that nobody could do
 * never: that machine may be there now. An old date that the clock shows soon after a start makes no plan one of the future.
 */
export async function replanMaintenanceAstray(
  db: Database,
  { now, isClockSure }: Pick<Tick, "now" | "isClockSure">,
): Promise<void> {
  const ahead = isClockSure ? toInstant(new Date(now.getTime() + CORRECTION_MS)) : NEVER;
  const astray = await db.read
    .selectFrom("maintenance_plan")
    .select("repository_id")
    .distinct()
    .where((eb) => eb.or([eb("planned_through", ">", ahead), standsStill]))
    .execute();
  for (const { repository_id } of astray) await db.write((tx) => replanMaintenance(tx, repository_id, now));
}

const standsStill = sql<boolean>`(
  next_due_at is null and schedule_json is not null
  and exists (
    select 1 from agent
    where agent.id = maintenance_plan.agent_id
      or (maintenance_plan.agent_id is null and agent.is_local = 1 and agent.status = 'active')
  )
  and exists (
    select 1 from repository
    where repository.id = maintenance_plan.repository_id and repository.managed_by is null
      and coalesce(repository.per_agent, 0) = 0
  )
)`;

function duePlans(db: Db, now: Date): Promise<Plan[]> {
  return db
    .selectFrom("maintenance_plan")
    .selectAll()
    .where("next_due_at", "<=", toInstant(now))
    .orderBy("next_due_at")
    .execute();
}

async function enqueueSlotsOf(tx: Tx, plan: Plan, now: Date, absence: string): Promise<Enqueued[]> {
  const agent = await chosenAgentOf(tx, plan.repository_id);
  if (agent === undefined) {
    await setNext(tx, plan, undefined, now);
    return [];
  }
  const enqueued: Enqueued[] = [];
  for (const decision of decisionsFor(plan, agent, now, absence)) {
    const made = await enterSlot(tx, plan, agent, decision, now);
    if (made !== undefined) enqueued.push(made);
  }
  await setNext(tx, plan, nextMaintenance(plan, agent.timeZone, now), now);
  return enqueued;
}

function decisionsFor(plan: Plan, agent: ChosenAgent, now: Date, absence: string): SlotDecision[] {
  const schedule = scheduleOf(plan);
  if (schedule === null) return [];
  const zone = schedule.timeZone ?? agent.timeZone;
  const jitterMs = jitterMsOf(plan, schedule);
  const shift = (instant: number) => new Date(instant - jitterMs);
  const next = nextMaintenance(plan, agent.timeZone, now);
  return decideSlots({
    slots: lastOccurrences(
      schedule,
      zone,
      shift(Date.parse(plan.planned_through)),
      shift(now.getTime()),
      MOST_SLOTS,
    ),
    now,
    jitterMs,
    // What is deleted is deleted at the hour that was chosen for it, or not at all.
    catchUp: plan.kind !== "prune" && schedule.catchUp,
    gapMs: longestGapSeconds(schedule, zone, now) * 1_000,
    nextDueAt: next === undefined ? undefined : new Date(next.dueAt),
    absence,
  });
}

async function enterSlot(
  tx: Tx,
  plan: Plan,
  agent: ChosenAgent,
  decision: SlotDecision,
  now: Date,
): Promise<Enqueued | undefined> {
  const kind = plan.kind as PlannedKind;
  const key = `${plan.repository_id}/${agent.id}/${kind}/${decision.slot.key}`;
  const entry = {
    key,
    repository_id: plan.repository_id,
    agent_id: agent.id,
    kind,
    scheduled_for: decision.slot.at,
  };
  const known = await tx.selectFrom("slot").select("key").where("key", "=", key).executeTakeFirst();
  if (known !== undefined) return undefined;
  const obstacle = decision.outcome === "run" ? await obstacleTo(tx, plan, agent, now) : undefined;
  if (decision.outcome !== "run" || obstacle !== undefined) {
    const left =
      decision.outcome === "run"
        ? { outcome: "skipped", reason: obstacle }
        : { outcome: decision.outcome, reason: decision.reason };
    await tx
      .insertInto("slot")
      .values({ ...entry, ...left })
      .execute();
    return undefined;
  }
  const made = await enqueueMaintenance(
    tx,
    {
      kind,
      repositoryId: plan.repository_id,
      origin: decision.origin,
      slot: { key, scheduledFor: decision.slot.at },
    },
    now,
  );
  await tx
    .insertInto("slot")
    .values({ ...entry, outcome: "pending", reason: decision.reason, task_id: made.taskId })
    .execute();
  return { taskId: made.taskId, agentId: made.agentId, policyId: null };
}

async function obstacleTo(
  tx: Tx,
  plan: Plan,
  { isActive }: ChosenAgent,
  now: Date,
): Promise<string | undefined> {
  const kind = plan.kind as PlannedKind;
  if (!isActive) return "No machine maintains this repository; name one in its settings.";
  if ((await waitingMaintenance(tx, plan.repository_id, kind)) !== undefined)
    return `An earlier ${kind} of this repository was still waiting.`;
  return (await reasonAgainst(tx, plan.repository_id, kind)) ?? (await restOf(tx, plan, now));
}

async function restOf(tx: Tx, { repository_id, rest_seconds }: Plan, now: Date): Promise<string | undefined> {
  if (rest_seconds === null) return undefined;
  const last = await tx
    .selectFrom("run")
    .select("finished_at")
    .where("repository_id", "=", repository_id)
    .where("kind", "=", "prune")
    .where("status", "=", "success")
    .orderBy("started_at", "desc")
    .limit(atMost(1))
    .executeTakeFirst();
  if (last?.finished_at == null) return undefined;
  const passedMs = now.getTime() - Date.parse(last.finished_at);
  if (passedMs < 0 || passedMs >= rest_seconds * 1_000) return undefined;
  return `The last good prune is ${Math.round(passedMs / 3_600_000)} h old; one in ${Math.round(rest_seconds / 3_600)} h is enough.`;
}
