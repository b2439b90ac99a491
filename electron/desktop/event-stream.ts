import { streamEvents } from "#contract/events";
import type { FoundCore } from "./find-core.ts";

type Deps = {
  fetch: typeof fetch;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  onEvent: () => void;
};

const RECONNECT_MS = 5_000;

/**
 * Calls back for each live event of the core until the signal. What the event says does not matter here: the status is
 * read again. A cut stream is opened again, and that counts as an event, since some may have been missed.
 */
export async function followEvents(deps: Deps, core: FoundCore, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await readStream(deps, core, signal);
    } catch {
      // The core is gone or stopping; the link to it says so to the person, not this stream.
    }
    await deps.wait(RECONNECT_MS, signal);
    if (!signal.aborted) deps.onEvent();
  }
}

async function readStream({ fetch, onEvent }: Deps, core: FoundCore, signal: AbortSignal): Promise<void> {
  const reply = await fetch(`${core.url}${streamEvents.path}`, {
    headers: { accept: "text/event-stream", authorization: `Bearer ${core.token}` },
    signal,
  });
  if (!reply.ok || reply.body === null) return;
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of reply.body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (lines.some((line) => line.startsWith("data:"))) onEvent();
  }
}
