import type { Schedule } from "#contract/schedule";
import { readAgentRow } from "../agents/agents.store.ts";
import { isPaused, pauseWords } from "../agents/pause-agent.ts";
import { MACHINE_AWAY } from "../agents/reported-through.ts";
import type { Database, Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { policyBody } from "../policies/policies.store.ts";
import { repositoryFor } from "../repositories/own-repositories.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { skipTask } from "../tasks/start-conditions.ts";
import { waitingTask } from "../tasks/tasks.store.ts";
import { decideSlots, type SlotDecision } from "./decide-slots.ts";
import { type Due, dueAssignments, dueInPortions } from "./due-assignments.ts";
import { longestGapSeconds } from "./gap.ts";
import { lastOccurrences } from "./occurrence.ts";
import { COVER_AFTER_MS, delayMsOf, jitterMsOf, nextSlot, type Which } from "./plan.ts";
import { takeBackFuture } from "./take-back-future.ts";

/** What the scheduler missed and why, for the ledger: "Holdfast was not running." */
export type Absence = string;
export type Enqueued = { taskId: string; agentId: string; policyId: string };

/** A year of a schedule that runs every five minutes; an absence may be long, but its ledger has an end. */
const MOST_SLOTS = 105_000;
const ROWS_AT_ONCE = 500;

/** What is known of others when slots come due. */
export type Others = {
  /** The machine is out of reach and may be doing its backups by itself. */
  isMachineAway(agentId: string): boolean;
  /** For followed policies: whether their orchestrator sees to a slot of that time, this machine has to, or it is too early to say. */
  whoCovers(dueThere: Date, now: Date): "orchestrator" | "this-machine" | "unknown";
  /** This machine has slept. */
  woke(): void;
  /** Until then that orchestrator saw to every slot. */
  seenToUntil(): Date | undefined;
};

const nobodyElse: Others = {
  isMachineAway: () => false,
  whoCovers: () => "unknown",
  woke: () => undefined,
  seenToUntil: () => undefined,
};

/** Makes a task of every slot that has come due, and leaves an entry in the ledger for each that gets none. */
export async function enqueueDue(
  db: Database,
  now: Date,
  absence: Absence,
  others: Others = nobodyElse,
): Promise<Enqueued[]> {
  await takeBackFuture(db, now);
  const enqueued: Enqueued[] = [];
  const failures: unknown[] = [];
  for await (const rows of dueInPortions(db.read, now)) {
    const made = rows.map((row) =>
      db.write((tx) =>
        row.slot_agent_id === null
          ? enqueueSlotsOf(tx, row, now, absence, others)
          : coverSlotsOf(tx, row, now, absence, others),
      ),
    );
    for (const one of await Promise.allSettled(made)) {
      if (one.status === "fulfilled") enqueued.push(...one.value);
      else failures.push(one.reason);
    }
  }
  // What failed is due again with the next tick; it held up nobody else.
  if (failures.length > 0) throw failures[0];
  return enqueued;
}

/** Slots of a followed policy: its orchestrator sees to them while it answers. */
async function coverSlotsOf(
  tx: Tx,
  row: Due,
  now: Date,
  absence: Absence,
  others: Others,
): Promise<Enqueued[]> {
  const dueThere = new Date(Date.parse(row.next_due_at ?? "") - COVER_AFTER_MS);
  switch (others.whoCovers(dueThere, now)) {
    case "unknown":
      return [];
    case "orchestrator":
      await planNext(tx, row, now);
      return [];
    case "this-machine":
      return enqueueSlotsOf(tx, row, now, absence, others);
  }
}

/** The same just before a policy, an assignment or a zone changes: what came due under the old plan is not forgotten. */
export async function settleDue(tx: Tx, which: Which, now: Date): Promise<void> {
  for (const row of await dueAssignments(tx, now, which).execute()) {
    if (row.slot_agent_id !== null) continue;
    await enqueueSlotsOf(tx, row, now, "The plan was changed at that moment.", nobodyElse);
  }
}

async function enqueueSlotsOf(
  tx: Tx,
  row: Due,
  now: Date,
  absence: Absence,
  others: Others,
): Promise<Enqueued[]> {
  const schedule = policyBody(row).schedules.backup;
  // Without one nothing is planned any more, so that it is not due for ever.
  const decisions = schedule === undefined ? [] : decisionsFor(row, schedule, now, absence, others);
  await enterIntoLedger(tx, row, decisions);
  const enqueued: Enqueued[] = [];
  for (const decision of decisions) {
    const taskId = decision.outcome === "run" ? await enqueueSlot(tx, row, decision, now, others) : undefined;
    if (taskId !== undefined) enqueued.push({ taskId, agentId: row.agent_id, policyId: row.policy_id });
  }
  await planNext(tx, row, now);
  return enqueued;
}

async function planNext(tx: Tx, row: Due, now: Date): Promise<void> {
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
}

function decisionsFor(
  row: Due,
  schedule: Schedule,
  now: Date,
  absence: Absence,
  others: Others,
): SlotDecision[] {
  const zone = schedule.timeZone ?? row.time_zone;
  const delayMs = delayMsOf(row, schedule.jitterSeconds);
  // Slots are planned without delay: those whose start, delay included, lies in the window that has passed.
  const shift = (instant: number) => new Date(instant - delayMs);
  const since = shift(Date.parse(row.planned_through));
  const seenTo = (others.seenToUntil()?.getTime() ?? 0) - jitterMsOf(row, schedule.jitterSeconds);
  const from = row.slot_agent_id === null ? since : new Date(Math.max(since.getTime(), seenTo));
  const slots = lastOccurrences(schedule, zone, from, shift(now.getTime()), MOST_SLOTS);
  const next = nextSlot(row, now);
  return decideSlots({
    slots,
    now,
    jitterMs: delayMs,
    catchUp: schedule.catchUp,
    gapMs: longestGapSeconds(schedule, zone, now) * 1_000,
    nextDueAt: next === undefined ? undefined : new Date(next.dueAt),
    absence,
  });
}

function entryFor(row: Due, decision: SlotDecision) {
  return {
    key: `${row.policy_id}/${row.slot_agent_id ?? row.agent_id}/backup/${decision.slot.key}`,
    policy_id: row.policy_id,
    agent_id: row.agent_id,
    kind: "backup",
    scheduled_for: decision.slot.at,
  };
}

/** A machine that covers its backups may have done what nobody here looked after: it says so when it is back. */
const coversItself = (row: Due) => row.slots_reported_through !== null && row.slot_agent_id === null;

async function enterIntoLedger(tx: Tx, row: Due, decisions: SlotDecision[]): Promise<void> {
  const entries = decisions
    .filter((decision) => decision.outcome !== "run")
    .map((decision) => ({
      ...entryFor(row, decision),
      ...(coversItself(row)
        ? { outcome: "pending", reason: MACHINE_AWAY }
        : { outcome: decision.outcome, reason: decision.reason }),
    }));
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
  others: Others,
): Promise<string | undefined> {
  const entry = entryFor(row, decision);
  const known = await tx.selectFrom("slot").select("key").where("key", "=", entry.key).executeTakeFirst();
  if (known !== undefined) return undefined;
  const pause = await pauseOf(tx, row, now);
  const earlier = pause === undefined ? await waitsBefore(tx, row, now) : undefined;
  if (pause !== undefined || earlier !== undefined) {
    const isLeft = pause === undefined && coversItself(row) && others.isMachineAway(row.agent_id);
    const end = isLeft
      ? { outcome: "pending", reason: MACHINE_AWAY }
      : { outcome: "skipped", reason: pause ?? earlier };
    await tx
      .insertInto("slot")
      .values({ ...entry, ...end })
      .execute();
    return undefined;
  }
  const taskId = await enqueueTask(tx, now, {
    kind: "backup",
    agentId: row.agent_id,
    repositoryId: await repositoryFor(tx, row.repository_id, row.agent_id),
    policyId: row.policy_id,
    origin: decision.origin,
    spec: {},
    slot: { key: entry.key, scheduledFor: decision.slot.at },
  });
  const covered = row.slot_agent_id === null ? null : `Covered while ${row.managed_by} did not answer.`;
  await tx
    .insertInto("slot")
    .values({ ...entry, outcome: "pending", reason: decision.reason ?? covered, task_id: taskId })
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
