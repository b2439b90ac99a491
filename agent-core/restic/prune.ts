import type { RunCommand } from "./open-restic.ts";
import type { ResticEnd } from "./run-restic.ts";
import { waitForLock } from "./wait-for-lock.ts";

/** What restic says about a prune; a number that it did not print is absent. */
export type PruneNumbers = {
  bytesFreed?: number;
  bytesRemaining?: number;
  packsRepacked?: number;
  packsDeleted?: number;
};

/** Deletes data that no snapshot uses. There is no JSON of it: the numbers are read from the text, the proof is its last line. */
export async function prune(
  run: RunCommand,
  lockWaitSeconds: number,
  onStep?: (step: string) => void,
): Promise<{ end: ResticEnd; numbers: PruneNumbers; isDone: boolean }> {
  const reader = createPruneReader();
  const end = await run({
    args: ["prune", waitForLock(lockWaitSeconds)],
    onLine: ({ stream, text }) => {
      if (stream !== "stdout") return;
      reader.read(text);
      if (/^[a-z][a-z ]+$/.test(text) && text !== "done") onStep?.(text);
    },
  });
  return { end, numbers: reader.numbers(), isDone: reader.isDone() };
}

const SIZES: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };
const SIZE_LINE = /^(total prune|remaining): +\d+ blobs \/ ([\d.]+) (B|KiB|MiB|GiB|TiB)$/;
const REPACKED = /(\d+) \/ \d+ packs repacked$/;
const REMOVING = /^removing (\d+) old packs$/;

export function createPruneReader() {
  const numbers: PruneNumbers = {};
  let isDone = false;
  const keep = (name: keyof PruneNumbers, value: number) => {
    if (Number.isSafeInteger(value)) numbers[name] = value;
  };

  return {
    read(line: string): void {
      const [, what, size, unit = ""] = SIZE_LINE.exec(line) ?? [];
      if (what === "total prune") keep("bytesFreed", bytesOf(size, unit));
      if (what === "remaining") keep("bytesRemaining", bytesOf(size, unit));
      keep("packsRepacked", Number(REPACKED.exec(line)?.[1]));
      keep("packsDeleted", Number(REMOVING.exec(line)?.[1]));
      if (line === "done") {
        isDone = true;
        numbers.packsRepacked ??= 0;
        numbers.packsDeleted ??= 0;
      }
    },
    numbers: () => numbers,
    isDone: () => isDone,
  };
}

function bytesOf(size: string | undefined, unit: string): number {
  return Math.round(Number(size) * (SIZES[unit] ?? 1));
}
