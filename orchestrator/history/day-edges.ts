import { offsetAt } from "../schedule/zone-segments.ts";

const DAY = 86_400_000;

export type DayEdges = { date: string; from: string; to: string };

/** The last days on the wall of a zone up to now, each with the instants it lies between; a day may have 23 or 25 hours. */
export function dayEdges(zone: string, days: number, now: number): DayEdges[] {
  const today = Math.floor((now + offsetAt(zone, now)) / DAY) * DAY;
  return Array.from({ length: days }, (_, index) => {
    const midnight = today - (days - 1 - index) * DAY;
    return {
      date: new Date(midnight).toISOString().slice(0, 10),
      from: new Date(instantOf(zone, midnight)).toISOString(),
      to: new Date(instantOf(zone, midnight + DAY)).toISOString(),
    };
  });
}

/** When a wall clock shows that time: the offset is looked up twice, because it may change in between. */
function instantOf(zone: string, wall: number): number {
  const guess = wall - offsetAt(zone, wall);
  return wall - offsetAt(zone, guess);
}
