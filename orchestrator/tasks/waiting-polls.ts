type Resolve = () => void;

/** Long polls that wait for work, woken by whoever makes some. */
export function createWaitingPolls(stopping: globalThis.AbortSignal) {
  const waiting = new Map<string, Set<Resolve>>();
  stopping.addEventListener("abort", () => {
    for (const agentId of waiting.keys()) wake(agentId);
  });

  function wake(agentId: string): void {
    for (const resolve of waiting.get(agentId) ?? []) resolve();
  }

  return {
    /** The server stops: nothing is worth waiting for any more. */
    areOver: () => stopping.aborted,
    wake,
    /** Resolves when woken, when the time is over, when the caller is gone, or when the server stops. */
    wait(agentId: string, ms: number, gone: globalThis.AbortSignal): Promise<void> {
      if (gone.aborted || stopping.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const own = waiting.get(agentId) ?? new Set();
        waiting.set(agentId, own);
        const timer = setTimeout(end, ms);
        own.add(end);
        gone.addEventListener("abort", end);

        function end(): void {
          clearTimeout(timer);
          gone.removeEventListener("abort", end);
          own.delete(end);
          if (own.size === 0 && waiting.get(agentId) === own) waiting.delete(agentId);
          resolve();
        }
      });
    },
  };
}

export type WaitingPolls = ReturnType<typeof createWaitingPolls>;
