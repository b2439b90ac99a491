const ENDS_KEPT = 20;

type Attempt = { taskId: string; attempt: number };
/** The number of the attempt by task. */
type Attempts = Map<string, number>;

/**
 * The attempts that each machine says it works on, or took and has not ended: also those that we gave up, because its key was
 * revoked for a while, for instance. In memory: after a restart of ours the next heartbeat tells, and until then nobody knows.
 * `freed` hears of machines whose waiting work may start now.
 */
export function createAtWork(freed: (agentId: string) => void) {
  const haveTold = new Set<string>();
  const attempts = new Map<string, Attempts>();
  /** The newest ends of each machine: a heartbeat may have been on its way while the result of what it lists came in. */
  const ends = new Map<string, string[]>();
  const of = (agentId: string) => {
    const known = attempts.get(agentId) ?? new Map();
    attempts.set(agentId, known);
    return known;
  };
  const goingOn = (agentId: string, running: Attempt[]): Attempts => {
    const known = ends.get(agentId) ?? [];
    const goesOn = running.filter(({ taskId, attempt }) => !known.includes(`${taskId}/${attempt}`));
    return new Map(goesOn.map(({ taskId, attempt }) => [taskId, attempt]));
  };
  return {
    took(agentId: string, taskId: string, attempt: number): void {
      of(agentId).set(taskId, attempt);
    },
    /** What a heartbeat lists is all that there is. */
    says(agentId: string, running: Attempt[]): void {
      const before = attempts.get(agentId);
      if (running.length === 0) attempts.delete(agentId);
      else attempts.set(agentId, goingOn(agentId, running));
      const isFirst = !haveTold.has(agentId);
      if (isFirst) haveTold.add(agentId);
      if (isFirst || hasDropped(before, attempts.get(agentId))) freed(agentId);
    },
    ended(agentId: string, taskId: string, attempt: number): void {
      ends.set(agentId, [`${taskId}/${attempt}`, ...(ends.get(agentId) ?? [])].slice(0, ENDS_KEPT));
      if (of(agentId).get(taskId) !== attempt) return;
      of(agentId).delete(taskId);
      freed(agentId);
    },
    of: (agentId: string): ReadonlyMap<string, number> => of(agentId),
    /** Has it said since our start what it works on? */
    hasTold: (agentId: string): boolean => haveTold.has(agentId),
  };
}

function hasDropped(before: Attempts | undefined, now: Attempts | undefined): boolean {
  return before !== undefined && [...before].some(([taskId, attempt]) => now?.get(taskId) !== attempt);
}

export type AtWork = ReturnType<typeof createAtWork>;
