import cron from "node-cron";

export type Tick = {
  now: Date;
  /** Says in a sentence why slots in between found nobody. */
  absence: string;
  /** By the clock on the wall since the tick before; less than nothing where it was set back. */
  gapMs: number;
  /** That much was slept, or the clock was set. */
  wasAsleep: boolean;
  /** It is the first, or somebody wants it now. */
  isAsked: boolean;
  /**
   * Not soon after a start, when a clock without a battery stands on an old date until a time server is heard. But one that is set
   * back before our eyes ran ahead until then.
   */
  isClockSure: boolean;
};
type Deps = {
  now: () => Date;
  monotonicMs: () => number;
  onTick: (tick: Tick) => Promise<void>;
  onError: (error: unknown) => void;
};

const EVERY_TEN_SECONDS = "*/10 * * * * *";
/** Between two ticks the wall clock and the monotonic clock differ by this much only when the machine slept or the clock was set. */
const GAP_MS = 60_000;
const CLOCK_SURE_AFTER_MS = 15 * 60_000;

/**
 * node-cron only ticks: what is due is read from the plan in the database by wall time, so a missed, late or doubled tick changes nothing.
 */
export function startTicker({ now, monotonicMs, onTick, onError }: Deps) {
  const startedAtMs = monotonicMs();
  let last: { wall: Date; mono: number } | undefined;
  let working = Promise.resolve();

  async function tick(isAsked: boolean): Promise<void> {
    const wall = now();
    const mono = monotonicMs();
    const wallGap = last === undefined ? 0 : wall.getTime() - last.wall.getTime();
    const wasAsleep = last !== undefined && (wallGap - (mono - last.mono) > GAP_MS || wallGap > GAP_MS);
    const absence = last === undefined ? "Holdfast was not running." : absenceAfter(wasAsleep);
    const isClockSure = wallGap < 0 || mono - startedAtMs >= CLOCK_SURE_AFTER_MS;
    await onTick({ now: wall, absence, wasAsleep, gapMs: wallGap, isAsked, isClockSure });
    last = { wall, mono };
  }

  function tickOnce(isAsked: boolean): Promise<void> {
    working = working.then(() => tick(isAsked)).catch(onError);
    return working;
  }

  const tickInTurn = () => tickOnce(false);
  const task = cron.schedule(EVERY_TEN_SECONDS, () => void tickInTurn(), {
    noOverlap: true,
    timezone: "UTC",
    // It would tell the terminal of each tick that came late, which changes nothing here.
    logger: { debug: nothing, info: nothing, warn: nothing, error: onError },
  });
  return {
    /** Looks at once at all that may be due: at the start, after a resume from sleep. */
    tickNow: () => tickOnce(true),
    /** The same as every ten seconds: what can wait for a minute may have to. */
    tickInTurn,
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
