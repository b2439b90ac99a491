import type { HistoryDay } from "#contract/history";
import { plural } from "../format/plural.ts";

/** `24 Nov: 2 backups, 1 failed`. */
export function dayText(day: HistoryDay, locale?: string): string {
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const parts = [
    day.runs > 0 && plural(day.runs, "backup"),
    day.failures > 0 && `${day.failures} failed`,
    day.warnings > 0 && `${day.warnings} with warnings`,
    day.missed > 0 && `${day.missed} missed`,
    day.skipped > 0 && `${day.skipped} left out`,
  ].filter((part) => part !== false);
  return `${date.format(Date.parse(`${day.date}T00:00:00Z`))}: ${parts.length === 0 ? "nothing was due" : parts.join(", ")}`;
}

/** `28 clean, 1 with problems, 1 missed`: what the strip shows, in words. */
export function daysSummary(days: readonly HistoryDay[]): string {
  const count = (...outcomes: HistoryDay["outcome"][]) =>
    days.filter((day) => outcomes.includes(day.outcome)).length;
  const parts = [
    [count("success"), "clean"],
    [count("warning"), "with warnings"],
    [count("failure"), "failed"],
    [count("missed"), "missed"],
    [count("skipped"), "left out"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return told.length === 0 ? "no backup yet" : told.join(", ");
}
