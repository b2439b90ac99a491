import { Cron } from "croner";
import { leastRecentlyUsed } from "./least-recently-used.ts";

/** The times an expression names, as a clock without a zone shows them: ms of that date and time read as UTC. */
export type WallTimes = {
  /** The first one strictly after `wall`. */
  next: (wall: number) => number | undefined;
  /** The hour field leaves no hour out, so the schedule is a beat rather than hours of the day. */
  everyHour: boolean;
};

/** croner counts on a clock that never changes: its own handling of clock changes skips midnight in Havana. */
export const wallTimes = leastRecentlyUsed<WallTimes>(48, (expression) => {
  const cron = parseCron(expression);
  return {
    next: nextBy(cron, timesOfDay(expression)),
    everyHour: namesEveryHour(expression.trim().split(/\s+/)[1] ?? "*"),
  };
});

const DAY_MS = 86_400_000;

/** Croner is asked for the days only: the times of each of them are the same, and croner takes ten times as long to find the next one. */
function nextBy(cron: Cron, times: number[]): WallTimes["next"] {
  let knownDay: number | undefined;
  return (wall) => {
    const day = startOfDay(wall);
    const isKnown = day === knownDay;
    const later = isKnown ? times.find((time) => day + time > wall) : undefined;
    if (later !== undefined) return day + later;
    const from = isKnown && times.length > 0 ? day + DAY_MS - 1 : wall;
    const next = cron.nextRun(new Date(from))?.getTime();
    if (next !== undefined) knownDay = startOfDay(next);
    return next;
  };
}

const startOfDay = (wall: number) => Math.floor(wall / DAY_MS) * DAY_MS;

/** On every day that it runs on; none where the expression has no fields of its own for them. */
function timesOfDay(expression: string): number[] {
  const [minutes, hours, ...days] = expression.trim().split(/\s+/);
  if (days.length !== 3) return [];
  const daily = parseCron(`${minutes} ${hours} * * *`);
  const midnight = Date.UTC(2026, 0, 1);
  const times: number[] = [];
  for (let at = daily.nextRun(new Date(midnight - 1)); at !== null; at = daily.nextRun(at)) {
    if (at.getTime() - midnight >= DAY_MS) break;
    times.push(at.getTime() - midnight);
  }
  return times;
}

/** Throws what croner thinks of an expression it cannot read. */
export function parseCron(expression: string): Cron {
  return new Cron(expression, { mode: "5-part", utcOffset: 0, domAndDow: false, paused: true });
}

function namesEveryHour(hours: string): boolean {
  const midnight = Date.UTC(2026, 0, 1);
  const runs = parseCron(`0 ${hours} * * *`).nextRuns(24, new Date(midnight - 1_000));
  return (runs.at(-1)?.getTime() ?? Number.NaN) < midnight + 86_400_000;
}
