import { leastRecentlyUsed } from "./least-recently-used.ts";
import { type Rhythm, upcoming } from "./occurrence.ts";

const RUNS = 30;

/** The longest distance between neighbours among the next 30 runs; 0 for a schedule with fewer than two. */
export function longestGapSeconds({ cron, every, timeZone }: Rhythm, zone: string, from: Date): number {
  const day = from.toISOString().slice(0, 10);
  return longestGap(JSON.stringify([{ cron, every, timeZone: timeZone ?? zone }, zone, day]));
}

/** Kept by day: a fleet asks for the same few schedules with every status. */
const longestGap = leastRecentlyUsed(512, (key) => {
  const [rhythm, zone, day]: [Rhythm, string, string] = JSON.parse(key);
  const runs = upcoming(rhythm, zone, new Date(`${day}T00:00:00Z`), RUNS).map((run) => Date.parse(run.at));
  let longest = 0;
  runs.forEach((at, index) => {
    longest = Math.max(longest, at - (runs[index - 1] ?? at));
  });
  return longest / 1_000;
});
