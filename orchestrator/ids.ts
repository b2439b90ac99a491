import { hash, randomBytes, randomInt } from "node:crypto";
import type { Id, Instant } from "#contract/values";

/** How many bits of an id count what was made within one millisecond (RFC 9562, 6.2: a dedicated counter). */
const COUNTER_BITS = 26;
const COUNTER_LIMIT = 2 ** COUNTER_BITS;

// The order within a millisecond is the process's, like the clock that the ids tell of: whoever made it.
let latest = { ms: -1, counter: 0 };

/** UUIDv7: sorts by time of creation, also among those of one millisecond. */
export function newId(now: Date = new Date()): Id {
  const counter = nextCounter(now.getTime());
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt16BE(0x7000 | (counter >>> 14), 6);
  bytes.writeUInt16BE(0x8000 | (counter & 0x3fff), 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Begins at random in the lower half, so that two processes rarely meet and a million fit before the end. */
function nextCounter(ms: number): number {
  const counter = ms === latest.ms ? (latest.counter + 1) % COUNTER_LIMIT : randomInt(COUNTER_LIMIT / 2);
  latest = { ms, counter };
  return counter;
}

/** A secret of 256 bits whose prefix says what it is, so that a leaked one can be recognised. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** Secrets of full entropy are looked up by their hash; only passwords need a slow one. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex");
}

/** What was written last: of one answer all instants are mostly the same, and of a busy millisecond those of many. */
let written: { ms: number; instant: Instant } = { ms: Number.NaN, instant: "" };

export function toInstant(date: Date): Instant {
  const ms = date.getTime();
  if (ms !== written.ms) written = { ms, instant: date.toISOString() };
  return written.instant;
}
