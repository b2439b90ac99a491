const HOUR = 3_600_000;

export type HourCount = { at: number; count: number };

/** How many of the instants fall into each of the coming hours; the first is the one that is going on. */
export function hourCounts(instants: readonly string[], now: number, hours: number): HourCount[] {
  const first = Math.floor(now / HOUR) * HOUR;
  const counts = Array.from({ length: hours }, (_, index) => ({ at: first + index * HOUR, count: 0 }));
  for (const instant of instants) {
    const hour = counts[Math.floor((Date.parse(instant) - first) / HOUR)];
    if (hour !== undefined) hour.count += 1;
  }
  return counts;
}

export function busiest(hours: readonly HourCount[]): HourCount | undefined {
  return hours.reduce<HourCount | undefined>(
    (most, hour) => (hour.count > (most?.count ?? 0) ? hour : most),
    undefined,
  );
}
