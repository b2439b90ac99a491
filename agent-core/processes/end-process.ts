import type { ChildProcess } from "node:child_process";

/** How long each signal may take before the next one. */
export type Grace = { interruptMs: number; terminateMs: number };

/** restic needs time to remove its lock; with a dead server it never gets there. */
export const PATIENT: Grace = { interruptMs: 15_000, terminateMs: 5_000 };
/** Without a lock there is nothing to clear up; one that waits for a full pipe hears no gentler signal. */
export const AT_ONCE: Grace = { interruptMs: 500, terminateMs: 250 };
/** The whole program is to be gone in a few seconds. */
export const HURRIED: Grace = { interruptMs: 3_000, terminateMs: 1_500 };

/** The system takes a moment to clear up after a big program. */
const INVINCIBLE_AFTER_MS = 10_000;

/**
 * Starts the ladder SIGINT, SIGTERM, SIGKILL on the whole process group; the returned function stops climbing. A program that
 * waits for a network drive which is gone may outlive them all: nobody can end it, and whoever waits for it is told.
 */
export function endProcess(child: ChildProcess, grace: Grace, onInvincible: () => void): () => void {
  const timers = [setTimeout(step, grace.interruptMs, "SIGTERM")];
  step("SIGINT");
  const killedMs = grace.interruptMs + grace.terminateMs;
  timers.push(
    setTimeout(step, killedMs, "SIGKILL"),
    setTimeout(onInvincible, killedMs + INVINCIBLE_AFTER_MS),
  );
  function step(signal: NodeJS.Signals): void {
    signalChild(child, signal);
  }
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

/** On Windows only a signal through the child itself is told as the one that ended it: one by its number is not. */
export function signalChild(child: ChildProcess, signal: NodeJS.Signals, platform = process.platform): void {
  if (platform === "win32") child.kill(signal);
  else if (child.pid !== undefined) signalGroup(child.pid, signal);
}

/** On Windows there are no groups and no signals: every one of them ends the process at once. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
