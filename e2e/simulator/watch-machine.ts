import { open } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Times, timesOf } from "./times.ts";

export type MachineFigures = {
  /** How late this program itself was, at worst: what is below that says nothing about the core. */
  longestStallMs: number;
  /** What a small write to the disk took, as each commit of the core has to wait for one. */
  disk: Times;
};

const EVERY_MS = 500;

/** What the computer itself gives: without it a late answer cannot be told from a busy disk. */
export function watchMachine(folder: string) {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const ended = new AbortController();
  const writes: number[] = [];

  async function write(): Promise<void> {
    const file = await open(join(folder, "disk-probe"), "w");
    try {
      while (!ended.signal.aborted) {
        const at = performance.now();
        await file.write(Buffer.alloc(4_096), 0, 4_096, 0);
        await file.datasync();
        writes.push(performance.now() - at);
        await sleep(EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
      }
    } finally {
      await file.close();
    }
  }
  const over = write();

  return {
    async stop(): Promise<MachineFigures> {
      ended.abort();
      delay.disable();
      await over;
      return { longestStallMs: delay.max / 1e6, disk: timesOf(writes) };
    },
  };
}
