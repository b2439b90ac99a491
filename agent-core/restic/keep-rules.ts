import type { Retention } from "#contract/policies";

type Dated = { id: string; time: string };
/** The hands of the clock where the snapshot was made, which is what restic counts by. */
type Wall = { instant: number; year: number; month: number; day: number; hour: number };
type PlaceOf = (at: Wall, nr: number) => string;
/** Of so many places the newest snapshot each, as long as it is younger than an instant. */
type Rule = { name: string; most: number; since: number; placeOf: PlaceOf };

/**
 * What restic's rules keep of these snapshots and no others, with the reasons, as `restic forget` reckons it. A test holds the two
 * against each other.
 */
export function keptBy(retention: Retention, snapshots: readonly Dated[], now: Date): Map<string, string[]> {
  const newestFirst = snapshots
    .map(({ id, time }) => ({ id, at: wallOf(time) }))
    .sort((one, other) => other.at.instant - one.at.instant);
  const latest = newestFirst.find(({ at }) => at.instant < now.getTime())?.at ?? newestFirst.at(-1)?.at;
  const kept = new Map<string, string[]>();
  if (latest === undefined) return kept;
  for (const { name, most, since, placeOf } of rulesOf(retention, latest)) {
    let [left, last] = [most, ""];
    newestFirst.forEach(({ id, at }, nr) => {
      if (left === 0 || at.instant <= since) return;
      const place = placeOf(at, nr);
      // A rule with room left takes the oldest of all too, however near to the one before.
      const isOldest = nr === newestFirst.length - 1;
      if (place === last && !isOldest) return;
      last = place;
      left--;
      kept.set(id, [...(kept.get(id) ?? []), name]);
    });
  }
  return kept;
}

const PLACES = {
  Hourly: ({ year, month, day, hour }: Wall) => `${year}-${month}-${day}-${hour}`,
  Daily: ({ year, month, day }: Wall) => `${year}-${month}-${day}`,
  Weekly: isoWeek,
  Monthly: ({ year, month }: Wall) => `${year}-${month}`,
  Yearly: ({ year }: Wall) => `${year}`,
} as const;

function rulesOf(retention: Retention, latest: Wall): Rule[] {
  const eachOne: PlaceOf = (_, nr) => `${nr}`;
  const counted = (name: string, most: number | undefined, placeOf: PlaceOf): Rule[] =>
    most === undefined ? [] : [{ name, most, since: Number.NEGATIVE_INFINITY, placeOf }];
  const recent = (name: string, duration: string | undefined, placeOf: PlaceOf): Rule[] =>
    duration === undefined
      ? []
      : [{ name, most: Number.POSITIVE_INFINITY, since: before(latest, duration), placeOf }];
  const kinds = Object.entries(PLACES) as [keyof typeof PLACES, PlaceOf][];
  return [
    ...counted("last snapshot", retention.keepLast, eachOne),
    ...recent("within the time to keep", retention.keepWithin, eachOne),
    ...kinds.flatMap(([kind, placeOf]) => [
      ...counted(`${kind.toLowerCase()} snapshot`, retention[`keep${kind}`], placeOf),
      ...recent(`${kind.toLowerCase()} snapshot of late`, retention[`keepWithin${kind}`], placeOf),
    ]),
  ];
}

/** Months are of unequal length: 31 March less a month is 3 March, as in restic. */
function before({ instant, year, month, day, hour }: Wall, duration: string): number {
  const less = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
  const then = Date.UTC(year - less("y"), month - 1 - less("m"), day - less("d"), hour - less("h"));
  return instant - (Date.UTC(year, month - 1, day, hour) - then);
}

function wallOf(time: string): Wall {
  const [year = 0, month = 0, day = 0, hour = 0] = time.split(/[-T:]/, 4).map(Number);
  return { instant: Date.parse(time), year, month, day, hour };
}

/** The week belongs to the year that its Thursday is in. */
function isoWeek({ year, month, day }: Wall): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const thursday = date.getTime();
  const first = Date.UTC(date.getUTCFullYear(), 0, 1);
  return `${date.getUTCFullYear()}-${Math.floor((thursday - first) / (7 * 86_400_000))}`;
}
