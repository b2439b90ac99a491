import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { healthz } from "#contract/status";
import { cpuOf, peakMemoryOf } from "../bench/measure.ts";
import type { Server } from "../bench/servers.ts";
import { type Times, timesOf } from "./times.ts";

export type CoreFigures = {
  cpuShare: number;
  cpuSeconds: number;
  peakMemoryBytes: number;
  errorLines: string[];
  /** What the simplest of all requests took, over a connection that nobody else uses. */
  probe: Times;
};
const PROBE_EVERY_MS = 250;

/** What the core takes from now on, as the system counts it. */
export function watchCore({ url, pid, folder }: Server) {
  const [cpu, at] = [cpuOf(pid), performance.now()];
  const ended = new AbortController();
  const probes: number[] = [];

  async function probe(): Promise<void> {
    while (!ended.signal.aborted) {
      const askedAt = performance.now();
      await (await fetch(`${url}${healthz.path}`)).text();
      probes.push(performance.now() - askedAt);
      await sleep(PROBE_EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  }
  const over = probe();

  return {
    async stop(): Promise<CoreFigures> {
      const cpuSeconds = (cpuOf(pid) - cpu) / 1e6;
      const cpuShare = cpuSeconds / ((performance.now() - at) / 1_000);
      ended.abort();
      await over;
      return {
        ...{ cpuSeconds, cpuShare, peakMemoryBytes: peakMemoryOf(pid) },
        ...{ errorLines: errorLines(folder), probe: timesOf(probes) },
      };
    },
  };
}

function errorLines(folder: string): string[] {
  const text = readFileSync(join(folder, "data", "logs", "core.log"), "utf8");
  return text.split("\n").filter((line) => /^\{"level":(50|60|"error"|"fatal")/.test(line));
}
