import { DomainError } from "../http/errors.ts";

const AT_ONCE = 2;
const MOST_WAITING = 50;

/** Strangers wait among themselves, so that no crowd of them keeps out who is known. */
export type Queue = "known" | "strangers";

/** Two at a time: those who are known first, then in the order in which they came. */
export function createTurns() {
  let busy = 0;
  const waiting: Record<Queue, (() => void)[]> = { known: [], strangers: [] };

  return async <T>(queue: Queue, work: () => Promise<T>): Promise<T> => {
    if (waiting[queue].length >= MOST_WAITING) {
      throw new DomainError("too-many-requests", "Too many sign-ins at once. Try again in a moment.", {
        retryAfterSeconds: 5,
      });
    }
    if (busy < AT_ONCE) busy += 1;
    else await new Promise<void>((resolve) => waiting[queue].push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.known.shift() ?? waiting.strangers.shift();
      // The turn is handed over, so nobody slips in between.
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
