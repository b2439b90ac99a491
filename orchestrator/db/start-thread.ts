import { Worker } from "node:worker_threads";
import type { RunFilter } from "../runs/runs.store.ts";

/** What would keep everybody waiting, were it done beside the answers to requests. */
export type Work =
  | { kind: "backup"; source: string; target: string }
  | { kind: "runs-as-csv"; file: string; filter: RunFilter };

export function startThread(work: Work): Worker {
  return new Worker(new URL("./thread.ts", import.meta.url), { workerData: work });
}
