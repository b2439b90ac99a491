import { leastRecentlyUsed } from "../schedule/least-recently-used.ts";
import { DAY_MS, type Decision, type Past } from "./past.ts";

const HOUR = 8;
const ALL_WELL_EVERY_DAYS = 7;

/** Once a morning: a report when something is wrong, and “all well” once a week. Undefined: this morning has been decided. */
export function decideDigest(
  past: Past[],
  isSomethingWrong: boolean,
  now: Date,
  zone: string,
): Decision | undefined {
  const today = morningOf(now, zone);
  const newest = past[0];
  const quiet = { kind: "all-well", severity: "info", replaces: null } as const;
  if (newest === undefined) return { ...quiet, tell: false, reason: "The first morning is yet to come." };
  if (morningOf(new Date(newest.at), zone) >= today) return undefined;
  if (isSomethingWrong) {
    return { ...quiet, kind: "digest", severity: "problem", tell: true, reason: "Something is wrong." };
  }
  const mornings = past.map(({ at, kind, status }) => ({ day: morningOf(new Date(at), zone), kind, status }));
  const lastWell = mornings.find(({ kind, status }) => kind === "all-well" && status !== "suppressed");
  const since = lastWell ?? mornings.at(-1);
  if (since !== undefined && today - since.day < ALL_WELL_EVERY_DAYS) {
    return { ...quiet, tell: false, reason: "All is well; that is told once a week." };
  }
  return { ...quiet, tell: true, reason: "All is well; told once a week." };
}

/** The number of the day whose eight o'clock has passed last, by the wall clock of the zone. */
function morningOf(instant: Date, zone: string): number {
  const parts = formatOf(zone).formatToParts(instant);
  const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value);
  const day = Date.UTC(part("year"), part("month") - 1, part("day")) / DAY_MS;
  return part("hour") < HOUR ? day - 1 : day;
}

const formatOf = leastRecentlyUsed(
  4,
  (zone) =>
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      hourCycle: "h23",
    }),
);
