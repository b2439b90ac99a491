import { say } from "#contract/words/say";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took: `4 s`, `2 min 11 s`, `1 h 05 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) return say("{seconds} s", { seconds: whole });
  if (whole < HOUR)
    return say("{minutes} min {seconds} s", {
      minutes: Math.floor(whole / MINUTE),
      seconds: two(whole % MINUTE),
    });
  if (whole < DAY)
    return say("{hours} h {minutes} min", {
      hours: Math.floor(whole / HOUR),
      minutes: two(Math.floor((whole % HOUR) / MINUTE)),
    });
  return say("{days} d {hours} h", {
    days: Math.floor(whole / DAY),
    hours: Math.floor((whole % DAY) / HOUR),
  });
}

export function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);
}

const two = (value: number) => String(value).padStart(2, "0");
