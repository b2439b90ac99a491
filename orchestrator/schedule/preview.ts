import type { Instant } from "#contract/values";
import { checkSchedule } from "./check-schedule.ts";
import { clockWarnings, type ScheduleWarning } from "./clock-warnings.ts";
import { type Rhythm, upcoming } from "./occurrence.ts";
import { scheduleWords } from "./words.ts";
import { offsetAt } from "./zone-segments.ts";

export type SchedulePreview = {
  words: string;
  nextRuns: { at: Instant; local: string }[];
  warnings: ScheduleWarning[];
};

/** Says a schedule that can be read in words, with its next runs and what is odd about it in the next year. */
export function preview(rhythm: Rhythm, zone: string, from: Date, count: number): SchedulePreview {
  const where = rhythm.timeZone ?? zone;
  const runs = upcoming(rhythm, where, from, count);
  return {
    words: scheduleWords(rhythm),
    nextRuns: runs.map(({ at }) => ({ at, local: localText(where, Date.parse(at)) })),
    warnings: warningsOf(rhythm, where, from),
  };
}

function warningsOf(rhythm: Rhythm, zone: string, from: Date): ScheduleWarning[] {
  const { cron } = rhythm;
  if (cron === undefined) return [];
  const fault = checkSchedule(rhythm);
  if (fault) return [{ code: "never", message: fault.message }];
  return [...dayAndWeekday(cron), ...clockWarnings(cron, zone, from)];
}

function dayAndWeekday(cron: string): ScheduleWarning[] {
  const [, , day, , weekday] = cron.trim().split(/\s+/);
  if (day === "*" || weekday === "*") return [];
  const message =
    "Day of month and day of week are both set: it runs on either of them, not only when both fit.";
  return [{ code: "day-and-weekday", message }];
}

/** `2026-11-23 20:00`, as a clock in the zone shows it. */
function localText(zone: string, at: number): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16).replace("T", " ");
}
