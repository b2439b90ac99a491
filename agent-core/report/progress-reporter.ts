import type { Progress } from "#contract/outcome";
import { isSettled, pause, waitAfter } from "../backoff.ts";

type Deps = {
  send: (progress: Progress, signal: AbortSignal) => Promise<{ cancel: boolean; nextProgressMs: number }>;
  /** The orchestrator wants this run stopped, or does not know it any more. */
  onCancel: () => void;
  /** How long to wait before the first one. */
  firstMs?: number;
  /** Also where restic says nothing: each report renews the lease. */
  renewMs?: number;
};

const SHORTEST_MS = 200;
const RENEW_MS = 15_000;

/** Newest wins, one request at a time, at the pace that the orchestrator asks for. */
export function createProgressReporter(
  { send, onCancel, firstMs = 0, renewMs = RENEW_MS }: Deps,
  first: Progress,
) {
  const closing = new AbortController();
  let newest = first;
  let isNew = true;
  let failures = 0;
  let wake = () => {};

  async function loop(): Promise<void> {
    if (firstMs > 0) await pause(Math.min(firstMs, renewMs), closing.signal);
    while (!closing.signal.aborted) {
      isNew = false;
      const waitMs = await sendNewest();
      if (waitMs === undefined) return;
      await pause(waitMs, closing.signal);
      if (!isNew) await newsOr(renewMs - waitMs);
    }
  }

  /** How long to wait before the next one; undefined when there shall be none. */
  async function sendNewest(): Promise<number | undefined> {
    try {
      const reply = await send(newest, closing.signal);
      failures = 0;
      if (reply.cancel) onCancel();
      return Math.max(SHORTEST_MS, reply.nextProgressMs);
    } catch (error) {
      if (closing.signal.aborted) return undefined;
      if (!isSettled(error)) return waitAfter(error, failures++, { firstMs: 1_000, longestMs: renewMs });
      onCancel();
      return undefined;
    }
  }

  async function newsOr(ms: number): Promise<void> {
    if (ms <= 0) return;
    const news = new AbortController();
    wake = () => news.abort();
    await pause(ms, AbortSignal.any([news.signal, closing.signal]));
  }

  const done = loop();
  return {
    report(progress: Progress): void {
      newest = progress;
      isNew = true;
      wake();
    },
    close: async (): Promise<void> => {
      closing.abort();
      await done;
    },
  };
}
