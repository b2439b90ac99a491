import { pause } from "../backoff.ts";
import type { Log } from "../log.ts";
import { signalGroup } from "../processes/end-process.ts";
import type { JournalEntry } from "./journal.ts";
import { processName, processStartTime } from "./process-identity.ts";

const GRACE_MS = 5_000;

/** Ends a restic that outlived the program that started it; only if it is provably that very process. */
export async function endOrphan(log: Log, entry: JournalEntry): Promise<boolean> {
  const started = entry.process;
  if (started === undefined || !(await isSame(started))) return false;
  if (!/restic/i.test((await processName(started.pid)) ?? "")) return false;
  log.warn({ pid: started.pid, taskId: entry.taskId }, "ending a restic that was left over");
  signalGroup(started.pid, "SIGINT");
  const until = Date.now() + GRACE_MS;
  while (Date.now() < until) {
    if (!(await isSame(started))) return true;
    await pause(100);
  }
  signalGroup(started.pid, "SIGKILL");
  return true;
}

async function isSame({ pid, startTime }: NonNullable<JournalEntry["process"]>): Promise<boolean> {
  return (await processStartTime(pid)) === startTime;
}
