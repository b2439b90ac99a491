import type { Schedule } from "#contract/schedule";
import { type Rhythm, readRhythm, weekdays } from "./rhythm.ts";

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
      return "only when somebody starts it";
    case "hourly":
      return rhythm.minute === 0 ? "every hour" : `every hour at minute ${rhythm.minute}`;
    case "daily":
      return `every day at ${rhythm.time}`;
    case "weekly":
      return `${dayNames(rhythm.days)} at ${rhythm.time}`;
    case "cron":
      return `by the cron expression ${rhythm.cron}`;
    case "every":
      return `every ${periodWords(rhythm.every)}`;
  }
}

const UNITS: Record<string, string> = { s: "second", m: "minute", h: "hour", d: "day", w: "week" };

function periodWords(every: string): string {
  const amount = Number(every.slice(0, -1));
  const unit = UNITS[every.slice(-1)];
  if (unit === undefined || !(amount > 0)) return every;
  return amount === 1 ? unit : `${amount} ${unit}s`;
}

function dayNames(days: readonly number[]): string {
  if (days.join() === "1,2,3,4,5") return "Monday to Friday";
  if (days.length === 7) return "every day";
  if (days.length === 0) return "on no day";
  const fromMonday = [...days].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  return `on ${new Intl.ListFormat("en").format(fromMonday.map((day) => weekdays[day] ?? ""))}`;
}
