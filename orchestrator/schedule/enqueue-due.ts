import type { Schedule } from "#contract/schedule";
import { readAgentRow } from "../agents/agents.store.ts";
import { isPaused, pauseWords } from "../agents/pause-agent.ts";
import type { Database, Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { policyBody } from "../policies/policies.store.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { skipTask } from "../tasks/start-conditions.ts";
import { waitingTask } from "../tasks/tasks.store.ts";
import { decideSlots, type SlotDecision } from "./decide-slots.ts";
import { longestGapSeconds } from "./gap.ts";
import { jitterOf } from "./jitter.ts";
import { lastOccurrences } from "./occurrence.ts";
import { nextSlot, type Which } from "./plan.ts";
import { takeBackFuture } from "./take-back-future.ts";

/** What the scheduler missed and why, for the ledger: "Holdfast was not running." */
export type Absence = string;
export type Enqueued = { taskId: string; agentId: string; policyId: string };

/** A year of a schedule that runs every five minutes; an absence may be long, but its ledger has an end. */
const MOST_SLOTS = 105_000;
const ROWS_AT_ONCE = 500;

type Due = Row<"assignment"> & { body_json: string; repository_id: string; time_zone: string };

/** Makes a task of every slot that has come due, and leaves an entry in the ledger for each that gets none. */
export async function enqueueDue(db: Database, now: Date, absence: Absence): Promise<Enqueued[]> {
  await takeBackFuture(db, now);
  const due = await dueAssignments(db.read, now);
  const enqueued = await Promise.all(
    due.map((row) => db.write((tx) => enqueueSlotsOf(tx, row, now, absence))),
  );
  return enqueued.flat();
}

/** The same just before a policy, an assignment or a zone changes: what came due under the old plan is not forgotten. */
export async function settleDue(tx: Tx, which: Which, now: Date): Promise<void> {
  for (const row of await dueAssignments(tx, now, which)) {
    await enqueueSlotsOf(tx, row, now, "The plan was changed at that moment.");
  }
}

function dueAssignments(db: Db, now: Date, { policyId, agentId }: Which = {}): Promise<Due[]> {
  return db
    .selectFrom("assignment")
    .innerJoin("policy", "policy.id", "assignment.policy_id")
    .innerJoin("agent", "agent.id", "assignment.agent_id")
    .selectAll("assignment")
    .select(["policy.body_json", "policy.repository_id", "agent.time_zone"])
    .where("next_due_at", "<=", toInstant(now))
    .$if(policyId !== undefined, (q) => q.where("assignment.policy_id", "=", policyId ?? ""))
    .$if(agentId !== undefined, (q) => q.where("assignment.agent_id", "=", agentId ?? ""))
    .orderBy("next_due_at")
    .execute();
}

async function enqueueSlotsOf(tx: Tx, row: Due, now: Date, absence: Absence): Promise<Enqueued[]> {
  const schedule = policyBody(row).schedules.backup;
  if (schedule === undefined) return [];
  const decisions = decisionsFor(row, schedule, now, absence);
  await enterIntoLedger(tx, row, decisions);
  const enqueued: Enqueued[] = [];
  for (const decision of decisions) {
    const taskId = decision.outcome === "run" ? await enqueueSlot(tx, row, decision, now) : undefined;
    if (taskId !== undefined) enqueued.push({ taskId, agentId: row.agent_id, policyId: row.policy_id });
  }
  const next = nextSlot(row, now);
  await tx
    .updateTable("assignment")
    .set({
      planned_through: toInstant(now),
      next_slot_at: next?.slotAt ?? null,
      next_due_at: next?.dueAt ?? null,
    })
    .where("policy_id", "=", row.policy_id)
    .where("agent_id", "=", row.agent_id)
    .execute();
  return enqueued;
}

function decisionsFor(row: Due, schedule: Schedule, now: Date, absence: Absence): SlotDecision[] {
  const zone = schedule.timeZone ?? row.time_zone;
  const jitterMs = jitterOf(row.policy_id, row.agent_id, schedule.jitterSeconds) * 1_000;
  // Slots are planned without jitter: those whose start, jitter included, lies in the window that has passed.
  const shift = (instant: number) => new Date(instant - jitterMs);
  const since = shift(Date.parse(row.planned_through));
  const slots = lastOccurrences(schedule, zone, since, shift(now.getTime()), MOST_SLOTS);
  const next = nextSlot(row, now);
  return decideSlots({
    slots,
    now,
    jitterMs,
    catchUp: schedule.catchUp,
    gapMs: longestGapSeconds(schedule, zone, now) * 1_000,
    nextDueAt: next === undefined ? undefined : new Date(next.dueAt),
    absence,
  });
}

function entryFor(row: Due, decision: SlotDecision) {
  return {
    key: `${row.policy_id}/${row.agent_id}/backup/${decision.slot.key}`,
    policy_id: row.policy_id,
    agent_id: row.agent_id,
    kind: "backup",
    scheduled_for: decision.slot.at,
  };
}

async function enterIntoLedger(tx: Tx, row: Due, decisions: SlotDecision[]): Promise<void> {
  const entries = decisions
    .filter((decision) => decision.outcome !== "run")
    .map((decision) => ({ ...entryFor(row, decision), outcome: decision.outcome, reason: decision.reason }));
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    await tx
      .insertInto("slot")
      .values(entries.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute();
  }
}

async function enqueueSlot(
  tx: Tx,
  row: Due,
  decision: Extract<SlotDecision, { outcome: "run" }>,
  now: Date,
): Promise<string | undefined> {
  const entry = entryFor(row, decision);
  const known = await tx.selectFrom("slot").select("key").where("key", "=", entry.key).executeTakeFirst();
  if (known !== undefined) return undefined;
  const pause = await pauseOf(tx, row, now);
  const reason = pause ?? (await waitsBefore(tx, row, now));
  if (reason !== undefined) {
    await tx
      .insertInto("slot")
      .values({ ...entry, outcome: "skipped", reason })
      .execute();
    return undefined;
  }
  const taskId = await enqueueTask(tx, now, {
    kind: "backup",
    agentId: row.agent_id,
    repositoryId: row.repository_id,
    policyId: row.policy_id,
    origin: decision.origin,
    spec: {},
    slot: { key: entry.key, scheduledFor: decision.slot.at },
  });
  await tx
    .insertInto("slot")
    .values({ ...entry, outcome: "pending", reason: decision.reason, task_id: taskId })
    .execute();
  return taskId;
}

async function pauseOf(tx: Tx, row: Due, now: Date): Promise<string | undefined> {
  const agent = await readAgentRow(tx, row.agent_id);
  if (agent === undefined || !isPaused(agent, now)) return undefined;
  return `Backups of this machine are paused ${pauseWords(agent)}.`;
}

/** One task waits at a time. One that only waits for its conditions makes way for the newer slot, which may meet them. */
async function waitsBefore(tx: Tx, row: Due, now: Date): Promise<string | undefined> {
  const waiting = await waitingTask(tx, row.agent_id, row.policy_id, "backup");
  if (waiting === undefined) return undefined;
  const postponed = await tx
    .selectFrom("slot")
    .select("reason")
    .where("task_id", "=", waiting.id)
    .where("outcome", "=", "postponed")
    .executeTakeFirst();
  if (postponed !== undefined) {
    const reason = `${postponed.reason ?? ""} The next run came due first.`.trim();
    if ((await skipTask(tx, waiting, reason, now)) !== undefined) return undefined;
  }
  return "An earlier run of this policy was still waiting.";
}
