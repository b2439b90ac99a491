import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { tellRunsAsCsv } from "../runs/runs-as-csv.ts";
import { attemptBackup } from "./attempt-backup.ts";
import type { Work } from "./start-thread.ts";

// What a thread of its own does: one thing, then it ends.
const work = workerData as Work;
// It comes after the answers to requests. On Linux this is about the thread alone, elsewhere about the whole program.
if (process.platform === "linux") setPriority(10);
if (work.kind === "backup") parentPort?.postMessage(attemptBackup(work));
else if (parentPort !== null) tellRunsAsCsv(work, parentPort);
