import cronstrue from "cronstrue";
import { periodSeconds } from "#contract/schedule";
import type { Rhythm } from "./occurrence.ts";

const UNITS: [seconds: number, word: string][] = [
  [604_800, "week"],
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];

/** The schedule in plain English, without its zone: "At 20:00, Monday through Friday", "Every 6 hours". */
export function scheduleWords({ cron, every }: Rhythm): string {
  if (cron !== undefined) return cronstrue.toString(cron, { use24HourTimeFormat: true });
  if (every === undefined) throw new RangeError("a schedule needs either cron or every");
  const seconds = periodSeconds(every);
  const [size, word] = UNITS.find(([unit]) => seconds % unit === 0) ?? [1, "second"];
  return seconds === size ? `Every ${word}` : `Every ${seconds / size} ${word}s`;
}
