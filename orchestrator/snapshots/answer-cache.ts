/** The beginning of an answer, or all of it. */
export type Answer<Line> = { lines: Line[]; isAll: boolean };

const FRESH_MS = 60_000;
const MOST_ANSWERS = 16;
const MOST_LINES = 50_000;

/** What machines answered just now, so that the next page costs no machine a second look. Small on purpose: whole folders are never kept. */
export function createAnswerCache<Line>(now: () => number = () => performance.now()) {
  const kept = new Map<string, { answer: Answer<Line>; until: number }>();

  function makeRoom(): void {
    let lines = 0;
    for (const [key, { answer, until }] of [...kept].reverse()) {
      lines += answer.lines.length;
      if (until <= now() || lines > MOST_LINES) kept.delete(key);
    }
    const [oldest] = kept.keys();
    if (kept.size > MOST_ANSWERS && oldest !== undefined) kept.delete(oldest);
  }

  return {
    get(key: string): Answer<Line> | undefined {
      makeRoom();
      return kept.get(key)?.answer;
    },
    put(key: string, answer: Answer<Line>): void {
      kept.delete(key);
      kept.set(key, { answer, until: now() + FRESH_MS });
      makeRoom();
    },
  };
}

export type AnswerCache<Line> = ReturnType<typeof createAnswerCache<Line>>;
