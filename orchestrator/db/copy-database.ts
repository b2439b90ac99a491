import type { BackupAnswer } from "./attempt-backup.ts";
import { startThread } from "./start-thread.ts";

/** A whole copy of the database, made in a thread of its own. */
export function copyDatabase(source: string, target: string) {
  const thread = startThread({ kind: "backup", source, target });
  const done = new Promise<BackupAnswer>((resolve) => {
    thread.once("message", resolve);
    thread.once("error", (error) => resolve({ message: String(error), isDamage: false }));
    thread.once("exit", () => resolve({ message: "it was stopped", isDamage: false }));
  });
  return { done, stop: () => thread.terminate() };
}
