import type { Log } from "./log.ts";

type Deps = {
  now: () => Date;
  /** Stands still while the machine sleeps, and knows no changes of the clock. */
  monotonicMs: () => number;
  log: Log;
};

const LOOK_EVERY_MS = 5_000;
const GAP_MS = 60_000;

/**
 * Notices that the machine slept: the wall clock went on and the monotonic one did not, or, where that one goes on too, a look came
 * much too late. A clock that is set forward looks the same; then a run is only begun once more.
 */
export function createSleepWatch({ now, monotonicMs, log }: Deps) {
  const listeners = new Set<() => void>();
  let last = { wall: now().getTime(), mono: monotonicMs() };
  let awakeSince: number | undefined;

  function look(): void {
    const [wall, mono] = [now().getTime(), monotonicMs()];
    const gapMs = wall - last.wall;
    const sleptMs = gapMs - Math.min(mono - last.mono, LOOK_EVERY_MS);
    last = { wall, mono };
    if (sleptMs <= GAP_MS) return;
    awakeSince = mono;
    log.info({ sleptSeconds: Math.round(sleptMs / 1_000) }, "the machine slept");
    for (const tell of listeners) tell();
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    look,
    /** Since the machine woke up; infinite where it did not sleep yet. */
    awakeMs: () => (awakeSince === undefined ? Number.POSITIVE_INFINITY : monotonicMs() - awakeSince),
    /** Calls back at each waking; the returned function ends that. */
    onWake(tell: () => void): () => void {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    stop: () => clearInterval(timer),
  };
}

export type SleepWatch = ReturnType<typeof createSleepWatch>;
