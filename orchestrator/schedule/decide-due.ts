import type { Schedule } from "#contract/schedule";
import { policyBody } from "../policies/policies.store.ts";
import { decideSlots, type SlotDecision } from "./decide-slots.ts";
import type { Due } from "./due-assignments.ts";
import type { Moment } from "./due-moment.ts";
import { longestGapSeconds } from "./gap.ts";
import { lastOccurrences } from "./occurrence.ts";
import { delayMsOf, jitterMsOf, nextSlot } from "./plan.ts";

/** What becomes of the slots of an assignment that have come due, and when it comes due again. */
export type Decided = { row: Due; decisions: SlotDecision[]; next: ReturnType<typeof nextSlot> };

/** A year of a schedule that runs every five minutes; an absence may be long, but its ledger has an end. */
const MOST_SLOTS = 105_000;

/** Decides for one assignment after the other. Machines of a fleet share few schedules: what is the same for many is computed once. */
export function createDecide(moment: Moment): (row: Due) => Decided {
  const known = new Map<string, Omit<Decided, "row">>();
  return (row) => {
    const schedule = policyBody(row).schedules.backup;
    const alike = [row.policy_id, row.time_zone, row.planned_through, row.slot_agent_id === null];
    const key = [...alike, delayMsOf(row, schedule?.jitterSeconds)].join();
    const decided = known.get(key) ?? decide(row, schedule, moment);
    known.set(key, decided);
    return { ...decided, row };
  };
}

function decide(row: Due, schedule: Schedule | undefined, moment: Moment): Omit<Decided, "row"> {
  const next = nextSlot(row, moment.now);
  // Without one nothing is planned any more, so that it is not due for ever.
  return { next, decisions: schedule === undefined ? [] : decisionsFor(row, schedule, next, moment) };
}

function decisionsFor(
  row: Due,
  schedule: Schedule,
  next: Decided["next"],
  { now, absence, others, withJitter = false }: Moment,
): SlotDecision[] {
  const zone = schedule.timeZone ?? row.time_zone;
  const delayMs = delayMsOf(row, schedule.jitterSeconds);
  // Slots are planned without delay: those whose start, delay included, lies in the window that has passed.
  const shift = (instant: number) => new Date(instant - delayMs);
  const since = shift(Date.parse(row.planned_through));
  const seenTo = (others.seenToUntil()?.getTime() ?? 0) - jitterMsOf(row, schedule.jitterSeconds);
  const from = row.slot_agent_id === null ? since : new Date(Math.max(since.getTime(), seenTo));
  return decideSlots({
    slots: lastOccurrences(schedule, zone, from, withJitter ? now : shift(now.getTime()), MOST_SLOTS),
    now,
    jitterMs: delayMs,
    catchUp: schedule.catchUp,
    gapMs: longestGapSeconds(schedule, zone, now) * 1_000,
    nextDueAt: next === undefined ? undefined : new Date(next.dueAt),
    absence,
  });
}
