import { createHash, randomBytes } from "node:crypto";
import type { Id, Instant } from "#contract/values";

/** UUIDv7: sorts by time of creation. */
export function newId(now: Date = new Date()): Id {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A secret of 256 bits whose prefix says what it is, so that a leaked one can be recognised. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** Secrets of full entropy are looked up by their hash; only passwords need a slow one. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export function toInstant(date: Date): Instant {
  return date.toISOString();
}
