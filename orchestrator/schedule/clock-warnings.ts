import type * as z from "zod";
import type { scheduleWarning } from "#contract/schedule";
import { lostToGap } from "./cron-occurrences.ts";
import { type WallTimes, wallTimes } from "./wall-times.ts";
import { type Segment, segmentsBetween } from "./zone-segments.ts";

export type ScheduleWarning = z.infer<typeof scheduleWarning>;

const LOOK_AHEAD_MS = 370 * 86_400_000;

/** What the clock changes of the next 370 days do to a schedule with hours of its own: one warning for each kind. */
export function clockWarnings(cron: string, zone: string, from: Date): ScheduleWarning[] {
  const times = wallTimes(cron);
  const start = from.getTime();
  const coming = [...segmentsBetween(zone, start, start + LOOK_AHEAD_MS)].filter(
    (segment) => segment.since === segment.start && segment.start > start,
  );
  const missing = coming.map((segment) => nonexistent(times, segment)).find((found) => found !== undefined);
  const twice = coming.map((segment) => repeated(times, segment)).find((found) => found !== undefined);
  return [missing, twice].filter((warning) => warning !== undefined);
}

function nonexistent(times: WallTimes, segment: Segment): ScheduleWarning | undefined {
  const wall = lostToGap(times, segment);
  if (wall === undefined) return undefined;
  const end = segment.start + segment.offset;
  const instead = dateOf(wall) === dateOf(end) ? clockOf(end) : `${clockOf(end)} on ${dateOf(end)}`;
  const message = `${clockOf(wall)} does not exist on ${dateOf(wall)}, when the clocks go forward: it runs at ${instead} instead.`;
  return { code: "nonexistent-time", message };
}

function repeated(times: WallTimes, { start, offset, before }: Segment): ScheduleWarning | undefined {
  if (times.everyHour || before <= offset) return undefined;
  const wall = times.next(start + offset - 1);
  if (wall === undefined || wall >= start + before) return undefined;
  const message = `${clockOf(wall)} comes twice on ${dateOf(wall)}, when the clocks go back: it runs the first time only.`;
  return { code: "repeated-time", message };
}

function dateOf(wall: number): string {
  return new Date(wall).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

function clockOf(wall: number): string {
  return new Date(wall).toISOString().slice(11, 16);
}
