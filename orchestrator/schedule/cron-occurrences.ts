import type { Occurrence } from "./occurrence.ts";
import { type WallTimes, wallTimes } from "./wall-times.ts";
import { type Segment, segmentsBetween } from "./zone-segments.ts";

/** The runs of a cron expression in a zone with `after` < at <= `until`, oldest first. */
export function* cronOccurrences(
  cron: string,
  zone: string,
  after: number,
  until: number,
): Generator<Occurrence> {
  const times = wallTimes(cron);
  for (const segment of segmentsBetween(zone, after, until)) {
    const lost = lostToGap(times, segment);
    if (lost !== undefined && segment.start > after) yield occurrence(zone, lost, segment.start, 0);

    const repeatedUntil = segment.since + segment.before;
    const from = Math.max(segment.start, after + 1) + segment.offset;
    // A schedule with hours of its own has run in the first pass of a repeated hour; a beat goes on in the second.
    const first = times.everyHour ? from : Math.max(from, repeatedUntil);
    const end = Math.min(segment.end - 1, until) + segment.offset;
    for (let wall = times.next(first - 1); wall !== undefined && wall <= end; wall = times.next(wall)) {
      yield occurrence(zone, wall, wall - segment.offset, wall < repeatedUntil ? 1 : 0);
    }
  }
}

/** The wall time that a leap forward skipped and that runs at its end: the first one, and only if nothing else runs then. */
export function lostToGap(times: WallTimes, { start, since, before, offset }: Segment): number | undefined {
  if (times.everyHour || since !== start || offset <= before) return undefined;
  const end = start + offset;
  const lost = times.next(start + before - 1);
  if (lost === undefined || lost >= end) return undefined;
  return times.next(end - 1) === end ? undefined : lost;
}

function occurrence(zone: string, wall: number, at: number, fold: 0 | 1): Occurrence {
  return {
    at: new Date(at).toISOString(),
    key: `${new Date(wall).toISOString().slice(0, 16)}/${zone}/${fold}`,
  };
}
