import type { SnapshotDay } from "#contract/snapshots";

export type ShownDay = { day: string; snapshots: SnapshotDay | undefined };
export const DAYS_SHOWN = 14;
const DAY_MS = 86_400_000;

/** A stretch of days up to `last`, those without a snapshot too. */
export function dayWindow(days: readonly SnapshotDay[], last: string): ShownDay[] {
  const known = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = shiftDay(last, index - DAYS_SHOWN + 1);
    return { day, snapshots: known.get(day) };
  });
}

/** Days are names of a calendar, not instants: counted in UTC they have no clock changes. */
export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short" }).format(Date.parse(instant));
}
