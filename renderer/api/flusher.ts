/** Collects keys and hands each over once per period: a burst of events costs one reading. */
export function createFlusher(periodMs: number, flush: (key: readonly unknown[]) => void) {
  const waiting = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = () => {
    timer = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const key of keys) flush(key);
  };
  return {
    add: (key: readonly unknown[]) => {
      waiting.set(JSON.stringify(key), key);
      timer ??= setTimeout(run, periodMs);
    },
    stop: () => {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
