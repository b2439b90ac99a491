/** After a reading it is left alone for so many times as long as it took. */
const REST = 4;

/**
 * Collects keys and hands each over once per period: a burst of events costs one reading. What takes long to read, as a long
 * list does, is read more seldom, so that a busy fleet keeps neither the page nor the core at nothing else.
 */
export function createFlusher(periodMs: number, flush: (key: readonly unknown[]) => unknown) {
  const waiting = new Map<string, readonly unknown[]>();
  const resting = new Set<string>();
  const rests = new Set<ReturnType<typeof setTimeout>>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = () => {
    timer = undefined;
    const ready = [...waiting].filter(([name]) => !resting.has(name));
    for (const [name, key] of ready) {
      waiting.delete(name);
      void read(name, key);
    }
  };
  const read = async (name: string, key: readonly unknown[]) => {
    resting.add(name);
    const begun = performance.now();
    try {
      await flush(key);
    } finally {
      const rest = setTimeout(
        () => {
          rests.delete(rest);
          resting.delete(name);
          if (waiting.has(name)) timer ??= setTimeout(run);
        },
        REST * (performance.now() - begun),
      );
      rests.add(rest);
    }
  };
  return {
    add: (key: readonly unknown[]) => {
      waiting.set(JSON.stringify(key), key);
      timer ??= setTimeout(run, periodMs);
    },
    stop: () => {
      for (const one of [timer, ...rests]) clearTimeout(one);
      waiting.clear();
    },
  };
}
