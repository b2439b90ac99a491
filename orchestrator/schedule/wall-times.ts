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
    next: (wall) => cron.nextRun(new Date(wall))?.getTime(),
    everyHour: namesEveryHour(expression.trim().split(/\s+/)[1] ?? "*"),
  };
});

/** Throws what croner thinks of an expression it cannot read. */
export function parseCron(expression: string): Cron {
  return new Cron(expression, { mode: "5-part", utcOffset: 0, domAndDow: false, paused: true });
}

function namesEveryHour(hours: string): boolean {
  const midnight = Date.UTC(2026, 0, 1);
  const runs = parseCron(`0 ${hours} * * *`).nextRuns(24, new Date(midnight - 1_000));
  return (runs.at(-1)?.getTime() ?? Number.NaN) < midnight + 86_400_000;
}
