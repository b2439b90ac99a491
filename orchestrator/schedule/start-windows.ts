import type { StartWindow } from "#contract/policies";
import { offsetAt } from "./zone-segments.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Undefined while a window is open (or none is set), else when the next one opens, in words of the zone's clock. */
export function waitsForWindow(windows: StartWindow[], zone: string, now: Date): string | undefined {
  if (windows.length === 0) return undefined;
  const wall = new Date(now.getTime() + offsetAt(zone, now.getTime()));
  const day = wall.getUTCDay();
  const minute = Math.floor((wall.getTime() % (DAY_MINUTES * MINUTE_MS)) / MINUTE_MS);
  if (windows.some((window) => isOpen(window, day, minute))) return undefined;
  const openings = windows.flatMap(({ days, from }) =>
    days.map((one) => minutesUntil(one, from, day, minute)),
  );
  const next = minute + Math.min(...openings);
  const name = next < DAY_MINUTES ? "" : `${DAYS[(day + Math.floor(next / DAY_MINUTES)) % 7]} `;
  return `${name}${clockOf(next % DAY_MINUTES)}`;
}

function isOpen({ days, from, to }: StartWindow, day: number, minute: number): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin < end) return days.includes(day) && minute >= begin && minute < end;
  // Over midnight: this evening's part, or what is left of last evening's.
  return (days.includes(day) && minute >= begin) || (days.includes((day + 6) % 7) && minute < end);
}

function minutesUntil(day: number, from: string, today: number, minute: number): number {
  const ahead = ((day - today + 7) % 7) * DAY_MINUTES + minutesOf(from) - minute;
  return ahead > 0 ? ahead : ahead + 7 * DAY_MINUTES;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
