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
    const alike = [row.policy_id, row.time_zone, justBeforeFirst(row, moment), row.slot_agent_id === null];
    const key = [...alike, delayMsOf(row, schedule?.jitterSeconds)].join();
    const decided = known.get(key) ?? decide(row, schedule, moment);
    known.set(key, decided);
    return { ...decided, row };
  };
}

function decide(row: Due, schedule: Schedule | undefined, moment: Moment): Omit<Decided, "row"> {
  // Without one nothing is planned any more, so that it is not due for ever.
  if (schedule === undefined) return { next: undefined, decisions: [] };
  const { now, absence } = moment;
  const zone = schedule.timeZone ?? row.time_zone;
  const delayMs = delayMsOf(row, schedule.jitterSeconds);
  const seenTo = seenToUntil(row, schedule, moment);
  // Slots are planned without delay: those have come due whose start, delay included, has passed.
  const through = moment.withJitter ? now.getTime() : now.getTime() - delayMs;
  const next = nextSlot(row, new Date(Math.max(through, seenTo)));
  const from = new Date(Math.max(justBeforeFirst(row, moment), seenTo));
  const decisions = decideSlots({
    slots: lastOccurrences(schedule, zone, from, new Date(through), MOST_SLOTS),
    now,
    jitterMs: delayMs,
    catchUp: schedule.catchUp,
    gapMs: longestGapSeconds(schedule, zone, now) * 1_000,
    nextDueAt: next === undefined ? undefined : new Date(next.dueAt),
    absence,
  });
  return { next, decisions };
}

/**
 * The first slot that nobody has dealt with is the one that is planned: those before it are none of this plan. Neither are those from
 * before it was made, of which a clock that stood on an old date would have left some.
 */
function justBeforeFirst({ next_slot_at, planned_through, created_at }: Due, { now }: Moment): number {
  const first = next_slot_at === null ? Date.parse(planned_through) : Date.parse(next_slot_at) - 1;
  const madeAt = Date.parse(created_at);
  // One that was made while the clock ran ahead has its slots before that, too.
  return madeAt > now.getTime() ? first : Math.max(first, madeAt);
}

/** Of a followed policy: the slots that its orchestrator saw to. */
function seenToUntil(row: Due, { jitterSeconds }: Schedule, { others }: Moment): number {
  if (row.slot_agent_id === null) return 0;
  return (others.seenToUntil()?.getTime() ?? 0) - jitterMsOf(row, jitterSeconds);
}
