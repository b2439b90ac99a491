import { ProblemError } from "#contract/call";

export type Backoff = { firstMs?: number; longestMs?: number };

/** Doubles from the first delay to the longest, with jitter, so that a crowd does not come back at one moment. */
export function delayOf(attempt: number, { firstMs = 500, longestMs = 60_000 }: Backoff = {}): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 20));
  return full / 2 + (Math.random() * full) / 2;
}

/** Waits, or returns early when the signal is given; the caller looks at it. Node's own would make an error of that, to be thrown away. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}

export type RetryOptions = Backoff & {
  signal: AbortSignal;
  isFinal?: (error: unknown) => boolean;
  onFailure?: (error: unknown, waitMs: number) => void;
};

/** Tries until it works, an error is final, or the signal ends it; a server's Retry-After is a lower bound of the wait. */
export async function retry<T>(action: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    options.signal.throwIfAborted();
    try {
      return await action();
    } catch (error) {
      if (options.signal.aborted || options.isFinal?.(error)) throw error;
      const waitMs = waitAfter(error, attempt, options);
      options.onFailure?.(error, waitMs);
      await pause(waitMs, options.signal);
    }
  }
}

export function waitAfter(error: unknown, attempt: number, backoff?: Backoff): number {
  const asked = error instanceof ProblemError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.max(asked, delayOf(attempt, backoff));
}

/** The orchestrator refused for good: the attempt is not current any more, or was cancelled. */
export function isSettled(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.status === 409 || error.problem.status === 410);
}
