import { hashSecret, newSecret } from "../ids.ts";

const LIFE_MS = 60_000;

/** Links that sign in once, within 60 seconds. In memory only: a restart makes them worthless. */
export function createSignInLinks(now: () => Date) {
  const expiryOf = new Map<string, number>();

  /** With those that were made while the clock was ahead. */
  function forgetExpired(): void {
    for (const [hash, expiry] of expiryOf) {
      const leftMs = expiry - now().getTime();
      if (leftMs <= 0 || leftMs > LIFE_MS) expiryOf.delete(hash);
    }
  }

  return {
    make(): { path: string; expiresAt: Date } {
      forgetExpired();
      const token = newSecret("hfl");
      const expiresAt = new Date(now().getTime() + LIFE_MS);
      expiryOf.set(hashSecret(token), expiresAt.getTime());
      // Behind the hash sign it reaches neither a server log nor a referrer.
      return { path: `/sign-in#link=${token}`, expiresAt };
    },
    use(token: string): boolean {
      forgetExpired();
      return expiryOf.delete(hashSecret(token));
    },
  };
}

export type SignInLinks = ReturnType<typeof createSignInLinks>;
