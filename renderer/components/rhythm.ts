import type { Schedule } from "#contract/schedule";
import { spokenLanguage } from "#contract/words/say";

/** The name of a day of the week; 0 is Sunday. */
export function weekdayName(day: number, weekday: "long" | "short" = "long"): string {
  return new Intl.DateTimeFormat(spokenLanguage(), { weekday, timeZone: "UTC" }).format(
    Date.UTC(2023, 0, 1 + day),
  );
}

/** How people say a schedule. Whatever is none of the common forms is shown as the cron expression it is. */
export type Rhythm =
  | { kind: "by-hand" }
  | { kind: "hourly"; minute: number }
  | { kind: "daily"; time: string }
  | { kind: "weekly"; time: string; days: number[] }
  | { kind: "cron"; cron: string }
  | { kind: "every"; every: string };

const HOURLY = /^(\d{1,2}) \* \* \* \*$/;
const DAILY = /^(\d{1,2}) (\d{1,2}) \* \* \*$/;
const WEEKLY = /^(\d{1,2}) (\d{1,2}) \* \* ([0-7](?:[,-][0-7])*)$/;

export function readRhythm(schedule: Pick<Schedule, "cron" | "every"> | undefined): Rhythm {
  if (schedule === undefined) return { kind: "by-hand" };
  if (schedule.every !== undefined) return { kind: "every", every: periodText(schedule.every) };
  const cron = (schedule.cron ?? "").trim().replace(/\s+/g, " ");
  const hourly = HOURLY.exec(cron);
  if (hourly !== null) return { kind: "hourly", minute: Number(hourly[1]) };
  const daily = DAILY.exec(cron);
  if (daily !== null) return { kind: "daily", time: clock(daily[2], daily[1]) };
  const weekly = WEEKLY.exec(cron);
  if (weekly !== null) {
    return { kind: "weekly", time: clock(weekly[2], weekly[1]), days: readDays(weekly[3] ?? "") };
  }
  return { kind: "cron", cron };
}

export function writeRhythm(rhythm: Rhythm): Pick<Schedule, "cron" | "every"> | undefined {
  switch (rhythm.kind) {
    case "by-hand":
      return undefined;
    case "hourly":
      return { cron: `${rhythm.minute} * * * *` };
    case "daily":
      return { cron: `${cronTime(rhythm.time)} * * *` };
    case "weekly":
      return { cron: `${cronTime(rhythm.time)} * * ${[...rhythm.days].sort().join(",")}` };
    case "cron":
      return { cron: rhythm.cron };
    case "every":
      return { every: rhythm.every };
  }
}

/** `0`, `1-5`, `1,3,7`: both 0 and 7 are Sunday. */
function readDays(text: string): number[] {
  const days = text.split(",").flatMap((part) => {
    const [from = 0, to = from] = part.split("-").map(Number);
    return Array.from({ length: Math.max(to - from + 1, 0) }, (_, step) => (from + step) % 7);
  });
  return [...new Set(days)].sort();
}

const periodText = (every: number | string) => (typeof every === "number" ? `${every}s` : every);
const clock = (hour = "0", minute = "0") => `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;

function cronTime(time: string): string {
  const [hour, minute] = time.split(":").map(Number);
  return `${minute || 0} ${hour || 0}`;
}
