/** restic's own waiting for a lock: it looks again after 5 s, then ever more seldom. */
export function waitForLock(seconds: number): string {
  return `--retry-lock=${seconds}s`;
}
