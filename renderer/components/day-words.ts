import type { HistoryDay } from "#contract/history";
import { say, spokenLocale } from "#contract/words/say";

/** `24 Nov: 2 backups, 1 failed`. */
export function dayText(day: HistoryDay, locale = spokenLocale()): string {
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const parts = listOf(day);
  return `${date.format(Date.parse(`${day.date}T00:00:00Z`))}: ${parts.length === 0 ? say("nothing was due") : parts.join(", ")}`;
}

/** `28 clean, 1 with problems, 1 missed`: what the strip shows, in words. */
export function daysSummary(days: readonly HistoryDay[]): string {
  const count = (outcome: HistoryDay["outcome"]) => days.filter((day) => day.outcome === outcome).length;
  const told = listOf({
    clean: count("success"),
    warnings: count("warning"),
    failures: count("failure"),
    missed: count("missed"),
    skipped: count("skipped"),
  });
  return told.length === 0 ? say("no backup yet") : told.join(", ");
}

type Counts = { clean?: number; runs?: number } & Pick<
  HistoryDay,
  "failures" | "warnings" | "missed" | "skipped"
>;

function listOf({ clean = 0, runs = 0, failures, warnings, missed, skipped }: Counts): string[] {
  return [
    clean > 0 && say("{count, number} clean", { count: clean }),
    runs > 0 && say("{count, plural, one {# backup} other {# backups}}", { count: runs }),
    failures > 0 && say("{count, number} failed", { count: failures }),
    warnings > 0 && say("{count, number} with warnings", { count: warnings }),
    missed > 0 && say("{count, number} missed", { count: missed }),
    skipped > 0 && say("{count, number} left out", { count: skipped }),
  ].filter((part) => part !== false);
}
