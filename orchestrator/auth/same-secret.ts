import { createHash, timingSafeEqual } from "node:crypto";

/** Takes the same time wherever the two differ, and whatever their lengths. An empty secret is never the right one. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected)) && expected !== "";
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
