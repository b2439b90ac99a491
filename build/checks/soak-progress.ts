import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const done = z.record(z.string(), z.int().min(0));

/** Remembers over several runs how many units of each job are done, so that a soak of many hours can be stopped. */
export function createSoakProgress(file: string) {
  const counts = read(file);
  return {
    doneOf: (job: string) => counts[job] ?? 0,
    add(job: string, count: number): void {
      counts[job] = (counts[job] ?? 0) + count;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(counts, null, 2)}\n`);
    },
    forget(): void {
      for (const job of Object.keys(counts)) delete counts[job];
      rmSync(file, { force: true });
    },
  };
}
export type SoakProgress = ReturnType<typeof createSoakProgress>;

function read(file: string): Record<string, number> {
  try {
    return done.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
