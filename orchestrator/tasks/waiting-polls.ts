import { EventEmitter, once } from "node:events";

/** Long polls that wait for work, woken by whoever makes some. */
export function createWaitingPolls(stopping: globalThis.AbortSignal) {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    /** The server stops: nothing is worth waiting for any more. */
    areOver: () => stopping.aborted,
    wake(agentId: string): void {
      emitter.emit(agentId);
    },
    /** Resolves when woken, when the time is over, when the caller is gone, or when the server stops. */
    async wait(agentId: string, ms: number, gone: globalThis.AbortSignal): Promise<void> {
      const end = new AbortController();
      const timer = setTimeout(() => end.abort(), ms);
      const signal = AbortSignal.any([end.signal, gone, stopping]);
      await once(emitter, agentId, { signal }).catch(() => undefined);
      clearTimeout(timer);
    },
  };
}

export type WaitingPolls = ReturnType<typeof createWaitingPolls>;
