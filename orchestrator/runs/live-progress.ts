import type { Progress } from "#contract/outcome";

type Deps = {
  monotonicMs: () => number;
  /** Whether anybody looks at what happens. */
  isWatched: () => boolean;
};

const WATCHED_MS = 1_000;
const UNWATCHED_MS = 5_000;
const ATTENTION_MS = 15_000;

/** The newest progress of each running task. In memory: it is out of date within seconds, and a restart makes it untrue. */
export function createLiveProgress({ monotonicMs, isWatched }: Deps) {
  const newest = new Map<string, Progress>();
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    set: (taskId: string, progress: Progress) => void newest.set(taskId, progress),
    /** For this program itself: nobody looks. */
    peek: (taskId: string) => newest.get(taskId),
    get(taskId: string): Progress | undefined {
      const found = newest.get(taskId);
      if (found !== undefined) askedAt = monotonicMs();
      return found;
    },
    forget: (taskId: string) => void newest.delete(taskId),
    /** When the next report is wanted: what nobody looks at may be older. */
    nextMs: (): number => (isWatched() || monotonicMs() - askedAt < ATTENTION_MS ? WATCHED_MS : UNWATCHED_MS),
  };
}

export type LiveProgress = ReturnType<typeof createLiveProgress>;
