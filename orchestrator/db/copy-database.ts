import { Worker } from "node:worker_threads";
import type { BackupAnswer } from "./backup-worker.ts";

/** A whole copy of the database, made in a thread of its own. */
export function copyDatabase(source: string, target: string) {
  const thread = new Worker(new URL("./backup-worker.ts", import.meta.url), {
    workerData: { source, target },
  });
  const done = new Promise<BackupAnswer>((resolve) => {
    thread.once("message", resolve);
    thread.once("error", (error) => resolve({ message: String(error), isDamage: false }));
    thread.once("exit", () => resolve({ message: "it was stopped", isDamage: false }));
  });
  return { done, stop: () => thread.terminate() };
}
