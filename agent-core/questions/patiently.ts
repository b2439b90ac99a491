import { inTime } from "../in-time.ts";

/** What comes, and `undefined` whenever nothing has come for so long: a sign of life for whoever waits. */
export async function* patiently<Line>(
  lines: AsyncIterable<Line>,
  everyMs: number,
): AsyncGenerator<Line | undefined> {
  const source = lines[Symbol.asyncIterator]();
  try {
    let next = source.next();
    for (;;) {
      const come = await inTime(next, everyMs);
      if (come === undefined) yield undefined;
      else if (come.done === true) return;
      else {
        yield come.value;
        next = source.next();
      }
    }
  } finally {
    await source.return?.();
  }
}
