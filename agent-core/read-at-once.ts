import { readFileSync } from "node:fs";

/**
 * A file that the system only makes up, or nothing. No disk is behind it, so the way to another thread and back would be most of what
 * it costs.
 */
export function readAtOnce(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
