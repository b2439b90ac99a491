import cron from "node-cron";

type Deps = {
  now: () => Date;
  monotonicMs: () => number;
  /** `absence` says in a sentence why slots in between found nobody. `wasAsleep` is true after a gap in time of `gapMs`. */
  onTick: (tick: { now: Date; absence: string; wasAsleep: boolean; gapMs: number }) => Promise<void>;
  onError: (error: unknown) => void;
};

const EVERY_TEN_SECONDS = "*/10 * * * * *";
/** Between two ticks the wall clock and the monotonic clock differ by this much only when the machine slept or the clock was set. */
const GAP_MS = 60_000;

/**
 * node-cron only ticks: what is due is read from the plan in the database by wall time, so a missed, late or doubled tick changes nothing.
 */
export function startTicker({ now, monotonicMs, onTick, onError }: Deps) {
  let last: { wall: Date; mono: number } | undefined;
  let working = Promise.resolve();

  async function tick(): Promise<void> {
    const wall = now();
    const mono = monotonicMs();
    const wallGap = last === undefined ? 0 : wall.getTime() - last.wall.getTime();
    const wasAsleep = last !== undefined && (wallGap - (mono - last.mono) > GAP_MS || wallGap > GAP_MS);
    const absence = last === undefined ? "Holdfast was not running." : absenceAfter(wasAsleep);
    await onTick({ now: wall, absence, wasAsleep, gapMs: wallGap });
    last = { wall, mono };
  }

  function tickOnce(): Promise<void> {
    working = working.then(tick).catch(onError);
    return working;
  }

  const task = cron.schedule(EVERY_TEN_SECONDS, () => void tickOnce(), {
    noOverlap: true,
    timezone: "UTC",
    // It would tell the terminal of each tick that came late, which changes nothing here.
    logger: { debug: nothing, info: nothing, warn: nothing, error: onError },
  });
  return {
    /** Also now, and not only with the next tick: at start, after a change of the clock. */
    tickNow: tickOnce,
    lastTickAt: () => last?.wall,
    async stop(): Promise<void> {
      await task.destroy();
      await working;
    },
  };
}

export type Ticker = ReturnType<typeof startTicker>;

function nothing(): void {}

function absenceAfter(wasAsleep: boolean): string {
  return wasAsleep ? "The computer was asleep." : "Holdfast was busy.";
}
