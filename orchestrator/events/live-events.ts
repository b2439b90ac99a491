import { EventEmitter, on } from "node:events";
import type { LiveEvent } from "#contract/events";

/** Called after the commit that made it true, never before. */
export type Publish = (event: LiveEvent) => void;
type Numbered = { number: number; event: LiveEvent };

const KEPT = 1_000;

/** Events with a number each; the newest thousand are kept for those that come back after a cut. */
export function createLiveEvents() {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const kept: Numbered[] = [];
  let last = 0;
  let watchers = 0;

  /** Everything after `lastSeen`, then what happens until the signal. Starts with `reset` when something in between is gone. */
  async function* follow(
    lastSeen: number | undefined,
    signal: globalThis.AbortSignal,
  ): AsyncGenerator<Numbered> {
    const live = on(emitter, "event", { signal }) as AsyncIterableIterator<[Numbered]>;
    yield* missed(kept, last, lastSeen);
    for await (const [numbered] of live) yield numbered;
  }

  return {
    publish(event: LiveEvent): void {
      last += 1;
      const numbered = { number: last, event };
      kept.push(numbered);
      if (kept.length > KEPT) kept.shift();
      emitter.emit("event", numbered);
    },
    follow,
    /** The same for somebody who looks at it. */
    async *watch(lastSeen: number | undefined, signal: globalThis.AbortSignal): AsyncGenerator<Numbered> {
      watchers += 1;
      try {
        yield* follow(lastSeen, signal);
      } finally {
        watchers -= 1;
      }
    },
    isWatched: () => watchers > 0,
  };
}

export type LiveEvents = ReturnType<typeof createLiveEvents>;

function missed(kept: Numbered[], last: number, lastSeen: number | undefined): Numbered[] {
  if (lastSeen === undefined || lastSeen === last) return [];
  const first = kept[0]?.number ?? last + 1;
  if (lastSeen > last || lastSeen < first - 1) return [{ number: last, event: { type: "reset" } }];
  return kept.filter(({ number }) => number > lastSeen);
}
