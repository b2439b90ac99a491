import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { createTurns, type Queue } from "./password-turns.ts";

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** 32 MiB a time: two at once fit the memory that the whole core may use. */
const COST = { logN: 15, r: 8, p: 3 };
const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

type Cost = typeof COST;

/** Slow on purpose, and in turns: sign-ins must not starve the backups of this machine. */
export function createPasswords(cost: Cost = COST) {
  const inTurn = createTurns();
  return {
    /** Asked for by somebody who is let in. */
    async hash(password: string): Promise<string> {
      const salt = randomBytes(SALT_BYTES);
      const hash = await inTurn("known", () => derive(password, salt, cost));
      const { logN, r, p } = cost;
      return ["scrypt", logN, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$");
    },
    /** Without a stored hash (no such account) it takes as long and is never true. */
    async matches(password: string, stored: string | undefined, queue: Queue): Promise<boolean> {
      const known = stored === undefined ? nobodys(cost) : parse(stored);
      const derived = await inTurn(queue, () => derive(password, known.salt, known.cost));
      return timingSafeEqual(derived, known.hash) && stored !== undefined;
    },
  };
}

export type Passwords = ReturnType<typeof createPasswords>;

function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
  return new Promise((resolve, reject) => {
    // The same letters typed on two systems can differ in bytes.
    scrypt(password.normalize("NFC"), salt, HASH_BYTES, options, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}

function nobodys(cost: Cost) {
  return { cost, salt: randomBytes(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };
}

function parse(stored: string) {
  const [, logN, r, p, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new Error("A stored password hash cannot be read.");
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, "base64url"), hash: Buffer.from(hash, "base64url") };
}
