import { DomainError } from "../http/errors.ts";

const WINDOW_MS = 15 * 60_000;
const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 30_000;
const MOST_KEYS = 10_000;

/** Slows guessing down: after five failures in 15 minutes, or as many as are free, each further try waits twice as long as the one before. */
export function createThrottle(now: () => Date, freeFailures = FREE_FAILURES) {
  const failures = new Map<string, number[]>();

  /** Not those of a time when the clock was ahead: nobody would wait for it to come again. */
  function recent(key: string, at: number): number[] {
    return (failures.get(key) ?? []).filter((failedAt) => failedAt > at - WINDOW_MS && failedAt <= at);
  }

  function check(key: string): void {
    const at = now().getTime();
    const past = recent(key, at);
    const waitMs = (past.at(-1) ?? 0) + delayAfter(past.length - freeFailures) - at;
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1_000));
  }

  function failed(key: string): void {
    const at = now().getTime();
    const past = recent(key, at);
    failures.delete(key);
    failures.set(key, [...past, at]);
    if (failures.size > MOST_KEYS) dropOldest(failures);
  }

  return {
    check,
    failed,
    /** Counts as a failure until `succeeded` is called, so that many tries at once are no way around it. */
    attempt(key: string): void {
      check(key);
      failed(key);
    },
    /** The latest failure was none after all. */
    takeBack(key: string): void {
      const left = (failures.get(key) ?? []).slice(0, -1);
      if (left.length === 0) failures.delete(key);
      else failures.set(key, left);
    },
    succeeded(key: string): void {
      failures.delete(key);
    },
  };
}

export type Throttle = ReturnType<typeof createThrottle>;

function delayAfter(tooMany: number): number {
  if (tooMany < 0) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** tooMany, WINDOW_MS);
}

function tooMany(seconds: number): DomainError {
  return new DomainError("too-many-requests", `Too many failed tries. Try again in ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  });
}

/** A map keeps the order of insertion, so its first key is the one that was quiet longest. */
function dropOldest(failures: Map<string, number[]>): void {
  const [oldest] = failures.keys();
  if (oldest !== undefined) failures.delete(oldest);
}
