import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What one operation cost on both sides, measured right after each other. */
export type Pair = { base: number; subject: number };
export type Target = { atLeast?: number; atMost?: number };
export type Measured = {
  what: string;
  against: string;
  target: Target;
  pairs: Pair[];
  share: "cost" | "rate";
};
export type Options = { quick: boolean; big: boolean; folder: string };
export type Row = { name: string; run(options: Options): Promise<Measured[]> };

export type Interval = { median: number; low: number; high: number };
export type Verdict = "pass" | "fail" | "unclear";

/** The median of the ratios, and the range that holds the true one nine times in ten or more (the order statistics of a sign test). */
export function intervalOf({ pairs, share }: Pick<Measured, "pairs" | "share">): Interval {
  const ratios = pairs
    .map(({ base, subject }) => (share === "cost" ? subject / base : base / subject))
    .sort((one, two) => one - two);
  const drop = dropOf(ratios.length);
  const at = (index: number) => ratios[index] ?? Number.NaN;
  const middle = Math.floor(ratios.length / 2);
  const median = ratios.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { median, low: at(drop), high: at(ratios.length - 1 - drop) };
}

/** A range on one side of the target decides; one that holds it does not. */
export function verdictOn(
  { low, high }: Interval,
  { atLeast = -Infinity, atMost = Infinity }: Target,
): Verdict {
  if (low >= atLeast && high <= atMost) return "pass";
  if (high < atLeast || low > atMost) return "fail";
  return "unclear";
}

/** How many of each end may go before the range holds the true median less often than 93 times in 100. */
function dropOf(count: number): number {
  let ways = 1;
  let below = 1 / 2 ** count;
  let drop = 0;
  for (;;) {
    ways = (ways * (count - drop)) / (drop + 1);
    below += ways / 2 ** count;
    if (below > 0.035) return drop;
    drop += 1;
  }
}

/** Alternates both sides, the first of each pair in turn, after one round that is thrown away. */
export async function alternate(
  rounds: number,
  base: () => Promise<number>,
  subject: () => Promise<number>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const isBaseFirst = round % 2 === 0;
    const early = isBaseFirst ? await base() : await subject();
    const late = isBaseFirst ? await subject() : await base();
    if (round >= 0) {
      pairs.push(isBaseFirst ? { base: early, subject: late } : { base: late, subject: early });
    }
  }
  return pairs;
}

/** The most memory in bytes that another process ever held. */
export function peakMemoryOf(pid: number): number {
  return memoryKib(pid, "VmHWM") * 1_024;
}

/** Of another process in KiB: at its peak, with the pages of files that the kernel takes back as it likes, or its own alone. */
export function memoryKib(pid: number, kind: "VmHWM" | "VmRSS" | "RssAnon"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`^${kind}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
}

const TICK_MICROSECONDS = 10_000;

/** CPU in microseconds that another process has taken since its start, all threads together. */
export function cpuOf(pid: number): number {
  return sumOfTimes(pid, 11);
}

/** The same by the nanosecond clock of the scheduler, of the threads that are there: for what takes a few milliseconds. */
export function fineCpuOf(pid: number): number {
  const threads = `/proc/${pid}/task`;
  const spent = readdirSync(threads).map((thread) =>
    readFileSync(join(threads, thread, "schedstat"), "utf8"),
  );
  return spent.reduce((sum, text) => sum + Number(text.split(" ")[0]) / 1_000, 0);
}

/** CPU in microseconds of the programs that a process started and that have ended. */
export function cpuOfChildren(pid: number | "self"): number {
  return sumOfTimes(pid, 13);
}

function sumOfTimes(pid: number | "self", from: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[from]) + Number(fields[from + 1])) * TICK_MICROSECONDS;
}
