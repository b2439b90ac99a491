import type { Occurrence } from "./occurrence.ts";

export type SlotDecision =
  | { slot: Occurrence; outcome: "run"; origin: "schedule" | "catch-up"; reason: string | null }
  | { slot: Occurrence; outcome: "skipped" | "missed"; reason: string };

type Passed = {
  /** Oldest first; all of them have come due. */
  slots: Occurrence[];
  now: Date;
  jitterMs: number;
  catchUp: boolean;
  gapMs: number;
  nextDueAt: Date | undefined;
  /** Why nobody looked when they came due. */
  absence: string;
};

/** A tick comes every few seconds, so a slot that is less late than this is on time. */
const ON_TIME_MS = 60_000;
const MOST_CATCH_UP_MS = 7 * 86_400_000;
const NEAR_MS = 30 * 60_000;

/**
 * What becomes of slots that have passed: the newest one runs when it is on time; otherwise one run catches up for all of them,
 * unless the next slot is near or they are too old. Every other slot gets its reason.
 */
export function decideSlots(passed: Passed): SlotDecision[] {
  const newest = passed.slots.at(-1);
  if (newest === undefined) return [];
  const older = passed.slots.slice(0, -1);
  const lateMs = passed.now.getTime() - passed.jitterMs - Date.parse(newest.at);
  const refusal = lateMs <= ON_TIME_MS ? undefined : refuseCatchUp(passed, lateMs);
  if (refusal !== undefined) {
    const reason = `${passed.absence} ${refusal}`;
    return passed.slots.map((slot) => ({ slot, outcome: "missed", reason }));
  }
  const isCatchUp = lateMs > ON_TIME_MS || older.length > 0;
  return [
    ...older.map(
      (slot): SlotDecision => ({
        slot,
        outcome: "skipped",
        reason: `${passed.absence} One later run covers it.`,
      }),
    ),
    isCatchUp
      ? {
          slot: newest,
          outcome: "run",
          origin: "catch-up",
          reason: `${passed.absence} Caught up afterwards.`,
        }
      : { slot: newest, outcome: "run", origin: "schedule", reason: null },
  ];
}

function refuseCatchUp({ catchUp, gapMs, nextDueAt, now }: Passed, lateMs: number): string | undefined {
  if (!catchUp) return "Its policy does not catch up.";
  if (lateMs > MOST_CATCH_UP_MS) return "More than seven days have passed.";
  const nearMs = Math.min(NEAR_MS, gapMs / 2);
  const isNear = nextDueAt !== undefined && nextDueAt.getTime() - now.getTime() < nearMs;
  return isNear ? "The next run is near." : undefined;
}
