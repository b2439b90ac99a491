import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cpuOf, peakMemoryOf } from "../bench/measure.ts";
import type { Server } from "../bench/servers.ts";

export type CoreFigures = {
  cpuShare: number;
  cpuSeconds: number;
  peakMemoryBytes: number;
  errorLines: string[];
};

/** What the core takes from now on, as the system counts it. */
export function watchCore({ pid, folder }: Server) {
  const [cpu, at] = [cpuOf(pid), performance.now()];
  return {
    figures(): CoreFigures {
      const cpuSeconds = (cpuOf(pid) - cpu) / 1e6;
      const cpuShare = cpuSeconds / ((performance.now() - at) / 1_000);
      return { cpuSeconds, cpuShare, peakMemoryBytes: peakMemoryOf(pid), errorLines: errorLines(folder) };
    },
  };
}

function errorLines(folder: string): string[] {
  const text = readFileSync(join(folder, "data", "logs", "core.log"), "utf8");
  return text.split("\n").filter((line) => /^\{"level":(50|60|"error"|"fatal")/.test(line));
}
