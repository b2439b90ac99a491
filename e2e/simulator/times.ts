export type Times = { count: number; median: number; p99: number; longest: number };

/** In milliseconds. */
export function timesOf(all: readonly number[]): Times {
  const sorted = Float64Array.from(all).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, median: at(0.5), p99: at(0.99), longest: sorted.at(-1) ?? 0 };
}
