import type { HealthSample } from "#contract/health";

const DAY_MS = 86_400_000;
const LOOKS_BACK_MS = 30 * DAY_MS;
/** From less nobody can tell a trend. */
const SHORTEST_MS = 3 * DAY_MS;

type Forecast = { growthBytesPerDay: number | null; daysUntilFull: number | null };

/** How fast a repository grows, and when its disk is full: also by what others put there. */
export function forecastOf(samples: HealthSample[]): Forecast {
  const growth = slopeOf(samples, ({ usedBytes }) => usedBytes);
  const shrinking = slopeOf(samples, ({ freeBytes }) => freeBytes);
  const free = samples.findLast(({ freeBytes }) => freeBytes !== null)?.freeBytes ?? null;
  const pace = Math.max(growth ?? 0, -(shrinking ?? 0));
  return {
    growthBytesPerDay: growth,
    daysUntilFull: free === null || pace <= 0 ? null : free / pace,
  };
}

/** The slope of the straight line through the samples, in bytes a day. */
function slopeOf(samples: HealthSample[], bytesOf: (sample: HealthSample) => number | null): number | null {
  const last = samples.at(-1);
  if (last === undefined) return null;
  const from = Date.parse(last.at) - LOOKS_BACK_MS;
  const points = samples.flatMap((sample) => {
    const value = bytesOf(sample);
    const at = Date.parse(sample.at);
    return value === null || at < from ? [] : [{ day: (at - from) / DAY_MS, value }];
  });
  const [first] = points;
  const newest = points.at(-1);
  if (first === undefined || newest === undefined) return null;
  if ((newest.day - first.day) * DAY_MS < SHORTEST_MS) return null;
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const [meanDay, meanValue] = [mean(points.map(({ day }) => day)), mean(points.map(({ value }) => value))];
  const over = points.reduce((sum, { day, value }) => sum + (day - meanDay) * (value - meanValue), 0);
  const under = points.reduce((sum, { day }) => sum + (day - meanDay) ** 2, 0);
  return over / under;
}
