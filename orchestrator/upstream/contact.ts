type Clocks = { now: () => Date; monotonicMs: () => number };

/** An orchestrator that has not answered for so long is away: its slots are covered. */
export const AWAY_AFTER_MS = 90_000;
/** What was due so long before its last answer, it has seen to. */
const SEEN_TO_AFTER_MS = 30_000;

/** When the followed orchestrator last answered: by the monotonic clock for how long ago, by the wall clock for which slots it saw. */
export function createContact({ now, monotonicMs }: Clocks) {
  let heardAtMs = monotonicMs();
  let lastAt: Date | undefined;
  /** As long as it gives work; one that has not let this machine in sees to nothing. */
  let seenAt: Date | undefined;
  let problem: string | null = null;
  let isUnapproved = false;
  const isAway = () => monotonicMs() - heardAtMs >= AWAY_AFTER_MS;
  const seenToUntil = () =>
    seenAt && new Date(Math.min(seenAt.getTime(), now().getTime()) - SEEN_TO_AFTER_MS);
  return {
    /** At the start, and when another one is followed: the time without an answer begins anew. */
    begin(knownUntil: string | null): void {
      heardAtMs = monotonicMs();
      lastAt = knownUntil === null ? undefined : new Date(knownUntil);
      seenAt = lastAt;
      problem = null;
      isUnapproved = false;
    },
    /** It answers, and gives a machine that nobody has let in no work. */
    isWaitingForApproval(isWaiting: boolean): void {
      isUnapproved = isWaiting;
    },
    /** After a sleep of our own nobody could answer: it gets the time to do so. */
    woke(): void {
      heardAtMs = monotonicMs();
    },
    answered(): void {
      heardAtMs = monotonicMs();
      lastAt = now();
      if (!isUnapproved) seenAt = lastAt;
      problem = null;
    },
    failed(why: string): void {
      problem = why;
    },
    problem: () => problem,
    lastAt: () => lastAt,
    isAway,
    seenToUntil,
    whoCovers(dueThere: Date): "orchestrator" | "this-machine" | "unknown" {
      if (isUnapproved) return "this-machine";
      const seenTo = seenToUntil();
      if (seenTo !== undefined && seenTo >= dueThere) return "orchestrator";
      return isAway() ? "this-machine" : "unknown";
    },
  };
}

export type Contact = ReturnType<typeof createContact>;
