import { setTimeout } from "node:timers/promises";

/** Resolves after the time or at the signal, whichever comes first; never rejects. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
