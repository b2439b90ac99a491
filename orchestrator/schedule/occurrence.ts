import { periodSeconds, type Schedule } from "#contract/schedule";
import type { Instant } from "#contract/values";
import { cronOccurrences } from "./cron-occurrences.ts";
import { leastRecentlyUsed } from "./least-recently-used.ts";

/** When something is to run, and the part of the slot key that names that time. */
export type Occurrence = { at: Instant; key: string };

/** What decides the times of a schedule; its own zone goes before the one that callers give. */
export type Rhythm = Pick<Schedule, "cron" | "every" | "timeZone">;

/** 29 February is eight years away around 2100; what does not come within twelve years never comes. */
const HORIZON_MS = 12 * 366 * 86_400_000;

/** The first run strictly after an instant; undefined for a schedule that never comes due. */
export function nextOccurrence(
  { cron, every, timeZone }: Rhythm,
  zone: string,
  after: Date,
): Occurrence | undefined {
  return nextOf(JSON.stringify([{ cron, every, timeZone }, zone, after.getTime()]))[0];
}

/** Machines of a fleet share few schedules, and are asked for with every tick and every look at them. */
const nextOf = leastRecentlyUsed(20_000, (key) => {
  const [rhythm, zone, after]: [Rhythm, string, number] = JSON.parse(key);
  return upcoming(rhythm, zone, new Date(after), 1);
});

/** The next runs strictly after an instant, oldest first. */
export function upcoming(rhythm: Rhythm, zone: string, from: Date, count: number): Occurrence[] {
  return occurrencesBetween(rhythm, zone, from, new Date(from.getTime() + HORIZON_MS), count);
}

/** The oldest `limit` runs with `after` < at <= `until`, oldest first. */
export function occurrencesBetween(
  rhythm: Rhythm,
  zone: string,
  after: Date,
  until: Date,
  limit: number,
): Occurrence[] {
  if (limit < 1 || until <= after) return [];
  const found: Occurrence[] = [];
  for (const occurrence of occurrences(rhythm, zone, after.getTime(), until.getTime())) {
    found.push(occurrence);
    if (found.length >= limit) break;
  }
  return found;
}

/** The newest `count` runs with `after` < at <= `until`, oldest first; the cost follows `count`, not the span. */
export function lastOccurrences(
  rhythm: Rhythm,
  zone: string,
  after: Date,
  until: Date,
  count: number,
): Occurrence[] {
  if (count < 1) return [];
  for (let spanMs = count * 60_000; ; spanMs *= 4) {
    const from = new Date(Math.max(after.getTime(), until.getTime() - spanMs));
    const found = occurrencesBetween(rhythm, zone, from, until, Number.POSITIVE_INFINITY);
    if (found.length >= count || from <= after) return found.slice(-count);
  }
}

function occurrences({ cron, every, timeZone }: Rhythm, zone: string, after: number, until: number) {
  if (cron !== undefined) return cronOccurrences(cron, timeZone ?? zone, after, until);
  if (every !== undefined) return multiples(periodSeconds(every) * 1_000, after, until);
  throw new RangeError("a schedule needs either cron or every");
}

function* multiples(periodMs: number, after: number, until: number): Generator<Occurrence> {
  for (let at = (Math.floor(after / periodMs) + 1) * periodMs; at <= until; at += periodMs) {
    const text = new Date(at).toISOString();
    yield { at: text, key: `${text.slice(0, at % 60_000 === 0 ? 16 : 19)}Z` };
  }
}
