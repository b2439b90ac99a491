import { countedAddress, LOOPBACK } from "./counted-address.ts";
import type { Queue } from "./password-turns.ts";
import { createThrottle } from "./throttle.ts";

/** As many as people behind one address mistype together. */
const FREE_FAILURES_OF_ADDRESS = 20;

/** Slows the guessing of passwords down: of one account from one address, and from one address over all names, made-up ones too. */
export function createSignInLimit(now: () => Date) {
  const ofAccount = createThrottle(now);
  const ofAddress = createThrottle(now, FREE_FAILURES_OF_ADDRESS);
  const known = new Set<string>();

  return {
    /** Whoever was right once from there is not held up by others who guess there. */
    welcome(username: string, ip: string): void {
      known.add(accountAt(username, ip));
    },
    /** A try counts as a failure until it is settled, so that many at once are no way around the limit. */
    attempt(username: string, ip: string) {
      const account = accountAt(username, ip);
      const address = countedAddress(ip);
      if (!known.has(account)) ofAddress.check(address);
      ofAccount.attempt(account);
      ofAddress.failed(address);
      const queue: Queue = known.has(account) || address === LOOPBACK ? "known" : "strangers";
      return {
        queue,
        async settle(comparison: Promise<boolean>): Promise<boolean> {
          const isRight = await comparison.catch((error: unknown) => {
            // What was turned away unread is no guess.
            ofAccount.takeBack(account);
            ofAddress.takeBack(address);
            throw error;
          });
          if (!isRight) return false;
          ofAccount.succeeded(account);
          ofAddress.takeBack(address);
          known.add(account);
          return true;
        },
      };
    },
  };
}

export type SignInLimit = ReturnType<typeof createSignInLimit>;

function accountAt(username: string, ip: string): string {
  return `${username.toLowerCase()} ${ip}`;
}
