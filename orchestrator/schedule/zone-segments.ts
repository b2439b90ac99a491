import { leastRecentlyUsed } from "./least-recently-used.ts";

/**
 * A stretch of time with one offset; all in ms, `wall` = instant + offset. `since` is the change that led to it, `before` the offset
 * until then. Long stretches are cut at the new year: there `since` may lie before `start`, or `before` equal `offset`.
 */
export type Segment = { start: number; end: number; offset: number; since: number; before: number };

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
/** No zone has kept an offset for less than three weeks since 2005, so a weekly look finds every change. */
const STEP = 7 * DAY;

/** The stretches of one offset from the one that holds `from` to the one that holds `to`. */
export function* segmentsBetween(zone: string, from: number, to: number): Generator<Segment> {
  const last = new Date(to).getUTCFullYear();
  for (let year = new Date(from).getUTCFullYear(); year <= last; year += 1) {
    for (const segment of segmentsOfYear(`${year} ${zone}`)) {
      if (segment.end > from && segment.start <= to) yield segment;
    }
  }
}

export function offsetAt(zone: string, at: number): number {
  const text = offsetFormat(zone).format(at);
  const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  const size = Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return (sign === "-" ? -size : size) * SECOND;
}

const offsetFormat = leastRecentlyUsed(
  64,
  (zone) => new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }),
);

const segmentsOfYear = leastRecentlyUsed(1_024, (key) => {
  const [year, zone] = [Number(key.slice(0, key.indexOf(" "))), key.slice(key.indexOf(" ") + 1)];
  const [start, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  const first = offsetAt(zone, start);
  const segments: Segment[] = [{ start, end, offset: first, since: start, before: first }];
  for (const since of changesBetween(zone, start - DAY, end)) {
    const change = { end, offset: offsetAt(zone, since), since, before: offsetAt(zone, since - 1) };
    const previous = segments.at(-1);
    if (since <= start) segments[0] = { ...change, start };
    else if (previous) {
      previous.end = since;
      segments.push({ ...change, start: since });
    }
  }
  return segments;
});

function changesBetween(zone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  for (let low = from; low < to; low += STEP) {
    const high = Math.min(low + STEP, to - SECOND);
    if (offsetAt(zone, low) !== offsetAt(zone, high)) changes.push(changeWithin(zone, low, high));
  }
  return changes;
}

function changeWithin(zone: string, from: number, to: number): number {
  const before = offsetAt(zone, from);
  let [low, high] = [from / SECOND, to / SECOND];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * SECOND) === before) low = middle;
    else high = middle;
  }
  return high * SECOND;
}
