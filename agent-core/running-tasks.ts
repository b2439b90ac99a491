import type { TaskOffer } from "#contract/task";
import { createStopSwitch, type StopReason, type StopSwitch } from "./stop-signal.ts";

type Running = { offer: TaskOffer; stop: StopSwitch; done: Promise<void> };

const PLACES = 2;

/** The tasks at work: at most two, and never two on one repository. */
export function createRunningTasks(execute: (offer: TaskOffer, stop: StopSwitch) => Promise<void>) {
  const running = new Map<string, Running>();
  const freed = new Set<() => void>();

  return {
    free: () => PLACES - running.size,
    has: (taskId: string) => running.has(taskId),
    list: () => [...running.values()].map(({ offer }) => ({ taskId: offer.taskId, attempt: offer.attempt })),

    /** False leaves the offer alone; the orchestrator makes it again. */
    take(offer: TaskOffer): boolean {
      const isBusy = [...running.values()].some((one) => one.offer.repository.id === offer.repository.id);
      if (isBusy || running.size >= PLACES || running.has(offer.taskId)) return false;
      const stop = createStopSwitch();
      const done = execute(offer, stop).finally(() => {
        running.delete(offer.taskId);
        for (const tell of freed) tell();
      });
      running.set(offer.taskId, { offer, stop, done });
      return true;
    },

    cancel(taskId: string): void {
      running.get(taskId)?.stop.stop("cancelled");
    },

    /** Ends every run; their tasks stay open for a next attempt. */
    interruptAll(reason: StopReason): void {
      for (const { stop } of running.values()) stop.stop(reason);
    },

    /** Calls back each time a place gets free; the returned function ends that. */
    onFreed(tell: () => void): () => void {
      freed.add(tell);
      return () => freed.delete(tell);
    },

    async stopAll(reason: StopReason): Promise<void> {
      this.interruptAll(reason);
      await Promise.allSettled([...running.values()].map(({ done }) => done));
    },
  };
}

export type RunningTasks = ReturnType<typeof createRunningTasks>;
