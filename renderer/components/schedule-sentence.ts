import type { Schedule } from "#contract/schedule";
import { say, spokenLanguage } from "#contract/words/say";
import { type Rhythm, readRhythm, weekdayName } from "./rhythm.ts";

/** `every hour at minute 5`, `every day at 02:30`, `on Monday and Friday at 20:00 (Europe/Berlin)`. */
export function scheduleSentence(schedule: Told | undefined): string {
  const rhythm = readRhythm(schedule);
  const zone = schedule?.timeZone;
  const isOnTheClock = rhythm.kind === "daily" || rhythm.kind === "weekly" || rhythm.kind === "cron";
  return rhythmSentence(rhythm) + (isOnTheClock && zone !== undefined ? ` (${zone})` : "");
}

/** Without a zone each machine goes by its own. */
type Told = Pick<Schedule, "cron" | "every"> & Partial<Pick<Schedule, "timeZone">>;

export function rhythmSentence(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case "by-hand":
      return say("only when somebody starts it");
    case "hourly":
      return rhythm.minute === 0
        ? say("every hour")
        : say("every hour at minute {minute}", { minute: rhythm.minute });
    case "daily":
      return say("every day at {time}", { time: rhythm.time });
    case "weekly":
      return say("{days} at {time}", { days: dayNames(rhythm.days), time: rhythm.time });
    case "cron":
      return say("by the cron expression {cron}", { cron: rhythm.cron });
    case "every":
      return periodSentence(rhythm.every);
  }
}

function periodSentence(every: string): string {
  const count = Number(every.slice(0, -1));
  if (count > 0) {
    switch (every.slice(-1)) {
      case "s":
        return say("every {count, plural, one {second} other {# seconds}}", { count });
      case "m":
        return say("every {count, plural, one {minute} other {# minutes}}", { count });
      case "h":
        return say("every {count, plural, one {hour} other {# hours}}", { count });
      case "d":
        return say("every {count, plural, one {day} other {# days}}", { count });
      case "w":
        return say("every {count, plural, one {week} other {# weeks}}", { count });
    }
  }
  return say("every {period}", { period: every });
}

function dayNames(days: readonly number[]): string {
  if (days.join() === "1,2,3,4,5") return say("Monday to Friday");
  if (days.length === 7) return say("every day");
  if (days.length === 0) return say("on no day");
  const fromMonday = [...days].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  const names = new Intl.ListFormat(spokenLanguage()).format(fromMonday.map((day) => weekdayName(day)));
  return say("on {days}", { days: names });
}
