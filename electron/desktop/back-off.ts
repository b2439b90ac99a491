const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** How long to wait before the core is started again: 1, 2, 4 ... 60 seconds. */
export function restartDelayMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
}
