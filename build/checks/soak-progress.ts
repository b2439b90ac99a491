import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const batch = z.object({
  count: z.int().min(1),
  seed: z.int().min(0),
  seconds: z.number().min(0),
  /** Of the sources that were tested. */
  commit: z.string(),
});
export type Batch = z.infer<typeof batch>;
const done = z.record(z.string(), z.array(batch));

/** Remembers over several runs which batches of each job are done, so that a soak of many hours can be stopped and told of. */
export function createSoakProgress(file: string) {
  const batchesOf = (job: string): readonly Batch[] => read(file)[job] ?? [];

  /** Of what is there now: another soak may do other jobs beside this one. */
  function change(edit: (batches: Record<string, Batch[]>) => void): void {
    const batches = read(file);
    edit(batches);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(batches, null, 2)}\n`);
  }

  return {
    batchesOf,
    doneOf: (job: string) => batchesOf(job).reduce((sum, { count }) => sum + count, 0),
    add(job: string, one: Batch): void {
      change((batches) => {
        batches[job] = [...(batches[job] ?? []), one];
      });
    },
    forget(jobs: readonly string[]): void {
      change((batches) => {
        for (const job of jobs) delete batches[job];
      });
    },
  };
}
export type SoakProgress = ReturnType<typeof createSoakProgress>;

function read(file: string): Record<string, Batch[]> {
  try {
    return done.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
