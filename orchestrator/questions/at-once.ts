import { DomainError } from "../http/errors.ts";

/** Lets so many be at work at the same time and turns the others away: each costs a machine a whole restic. */
export function createAtOnce(most: number, what: string) {
  let working = 0;

  /** A place, until it is given back. */
  function take(): () => void {
    if (working >= most)
      throw new DomainError(
        "too-many-requests",
        `${most} ${what} are at work already. Wait until one of them has ended, then try again.`,
        { retryAfterSeconds: 15 },
      );
    working++;
    let isTaken = true;
    return () => {
      if (isTaken) working--;
      isTaken = false;
    };
  }

  return {
    take,
    async run<Result>(work: () => Promise<Result>): Promise<Result> {
      const giveBack = take();
      try {
        return await work();
      } finally {
        giveBack();
      }
    },
  };
}
