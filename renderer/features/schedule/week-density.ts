/** `at` is the local midnight; one number for each hour of the clock. */
export type DensityDay = { at: number; hours: number[] };

/** Counted on the clock of this browser; an hour that comes twice is counted as one. */
export function densityOf(instants: readonly string[], now: number, days: number): DensityDay[] {
  const today = new Date(now);
  const grid = Array.from({ length: days }, (_, index) => ({
    at: new Date(today.getFullYear(), today.getMonth(), today.getDate() + index).getTime(),
    hours: Array.from({ length: 24 }, () => 0),
  }));
  const byDay = new Map(grid.map((day) => [day.at, day.hours]));
  for (const instant of instants) {
    const at = new Date(instant);
    const day = byDay.get(new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime());
    if (day !== undefined) day[at.getHours()] = (day[at.getHours()] ?? 0) + 1;
  }
  return grid;
}

export function mostCrowded(days: readonly DensityDay[]) {
  let most: { at: number; hour: number; count: number } | undefined;
  for (const day of days) {
    for (const [hour, count] of day.hours.entries()) {
      if (count > (most?.count ?? 0)) most = { at: day.at, hour, count };
    }
  }
  return most;
}
