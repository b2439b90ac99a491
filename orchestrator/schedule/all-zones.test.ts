import { expect, test } from "vitest";
import { occurrencesBetween } from "./occurrence.ts";

const [MINUTE, QUARTER, HOUR] = [60_000, 900_000, 3_600_000];
const all = (count: number) => Array.from({ length: count }, (_, index) => index);

type Pattern = { cron: string; minutes: number[]; hours: number[]; fits?: (wall: Date) => boolean };
const PATTERNS: Pattern[] = [
  { cron: "0 0 * * *", minutes: [0], hours: [0] },
  { cron: "30 2 * * *", minutes: [30], hours: [2] },
  { cron: "45 1 * * *", minutes: [45], hours: [1] },
  { cron: "15 2,14 * * *", minutes: [15], hours: [2, 14] },
  { cron: "0 */6 * * *", minutes: [0], hours: [0, 6, 12, 18] },
  { cron: "30 23 * * *", minutes: [30], hours: [23] },
  { cron: "*/15 1-4 * * *", minutes: [0, 15, 30, 45], hours: [1, 2, 3, 4] },
  { cron: "45 * * * *", minutes: [45], hours: all(24) },
  { cron: "0 * * * *", minutes: [0], hours: all(24) },
  { cron: "45 */3 * * *", minutes: [45], hours: all(8).map((index) => index * 3) },
  { cron: "0 2 * * 0", minutes: [0], hours: [2], fits: (wall) => wall.getUTCDay() === 0 },
  {
    cron: "30 0 1,29 * 6",
    minutes: [30],
    hours: [0],
    fits: (wall) => wall.getUTCDay() === 6 || wall.getUTCDate() === 1 || wall.getUTCDate() === 29,
  },
];

const YEARS = Number(process.env["HOLDFAST_ZONE_YEARS"] ?? 2);
const FIRST_DAY = "2012-01-01";
const CHOSEN = process.env["HOLDFAST_ZONES"]?.split(",").map((zone): [string, string] => [zone, FIRST_DAY]);
const ZONES: [zone: string, from: string][] = CHOSEN ?? [
  ["UTC", "2026-01-01"],
  ["Europe/Berlin", "2026-01-01"],
  ["America/New_York", "2026-01-01"],
  ["Australia/Lord_Howe", "2026-01-01"],
  ["America/Havana", "2026-01-01"],
  ["Asia/Beirut", "2026-01-01"],
  ["Africa/Cairo", "2026-01-01"],
  ["Africa/Casablanca", "2026-01-01"],
  ["Antarctica/Troll", "2026-01-01"],
  ["America/St_Johns", "2026-01-01"],
  ["Pacific/Chatham", "2026-01-01"],
  ["Asia/Kathmandu", "2026-01-01"],
  ["Antarctica/Casey", "2020-01-01"],
  ["Pacific/Apia", "2010-12-01"],
];

test.each(ZONES)(`every run of ${YEARS} years in %s is the one that the rule names`, (zone, day) => {
  const from = Date.parse(`${day}T00:00:00Z`);
  const until = from + (YEARS * 365.25 + 1) * 86_400_000;
  const clock = wallClock(zone, from, until);

  for (const pattern of PATTERNS) {
    const found = occurrencesBetween(
      pattern,
      zone,
      new Date(from),
      new Date(until),
      Number.POSITIVE_INFINITY,
    );
    const expected = byTheRule(pattern, zone, from, clock);
    expect(found.map(line).join("\n"), pattern.cron).toBe(expected.join("\n"));
  }
});

type Look = { at: number; wall: number };

/** What a clock on the wall shows at each quarter of an hour, asked of Intl; at each minute of an hour in which it is changed. */
function wallClock(zone: string, from: number, until: number): Look[] {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const shown = (at: number) => Date.parse(`${format.format(at).replace(" ", "T")}Z`);
  const looks: Look[] = [];
  for (let start = from - 25 * HOUR, wall = shown(start); start <= until; start += HOUR) {
    const next = shown(start + HOUR);
    const isUsual = next - wall === HOUR;
    for (let more = 0; more < HOUR; more += isUsual ? QUARTER : MINUTE) {
      const at = start + more;
      if (at <= until) looks.push({ at, wall: isUsual ? wall + more : shown(at) });
    }
    wall = next;
  }
  return looks;
}

function byTheRule(pattern: Pattern, zone: string, from: number, clock: Look[]): string[] {
  const isBeat = pattern.hours.length === 24;
  const runs: string[] = [];
  let highest = clock[0]?.wall ?? 0;
  for (const { at, wall } of clock) {
    const isRepeated = wall <= highest;
    const intended = isBeat || matches(pattern, wall) ? wall : lostBetween(pattern, highest, wall);
    highest = Math.max(highest, wall);
    if (at <= from || intended === undefined || !matches(pattern, intended) || (isRepeated && !isBeat))
      continue;
    runs.push(line({ at: new Date(at).toISOString(), key: keyOf(intended, zone, isRepeated) }));
  }
  return runs;
}

/** What a clock that was put forward did not show; it may have been at any minute. */
function lostBetween(pattern: Pattern, last: number, wall: number): number | undefined {
  if (wall - last <= QUARTER) return undefined;
  for (let lost = last + MINUTE; lost < wall; lost += MINUTE) {
    if (matches(pattern, lost)) return lost;
  }
  return undefined;
}

function keyOf(wall: number, zone: string, isRepeated: boolean): string {
  return `${new Date(wall).toISOString().slice(0, 16)}/${zone}/${isRepeated ? 1 : 0}`;
}

function line({ at, key }: { at: string; key: string }): string {
  return `${at} ${key}`;
}

function matches({ minutes, hours, fits }: Pattern, at: number): boolean {
  const minute = Math.floor(at / 60_000) % 60;
  const hour = Math.floor(at / 3_600_000) % 24;
  if (!minutes.includes(minute) || !hours.includes(hour)) return false;
  return fits?.(new Date(at)) ?? true;
}
