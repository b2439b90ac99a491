import { parentPort, workerData } from "node:worker_threads";
import { isDamage } from "./check-database.ts";
import { writeBackup } from "./write-backup.ts";

/** What a worker thread does: one backup, then it ends. */
export type BackupAnswer = { message: string | undefined; isDamage: boolean };

const { source, target } = workerData as { source: string; target: string };

function attempt(): BackupAnswer {
  try {
    writeBackup(source, target);
    return { message: undefined, isDamage: false };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error), isDamage: isDamage(error) };
  }
}

parentPort?.postMessage(attempt());
