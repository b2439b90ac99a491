const ENDS_KEPT = 20;

/**
 * The attempts that each machine says it works on, or took and has not ended: also those that we gave up, because its key was
 * revoked for a while, for instance. In memory: after a restart of ours the next heartbeat tells.
 */
export function createAtWork() {
  const attempts = new Map<string, Map<string, number>>();
  /** The newest ends of each machine: a heartbeat may have been on its way while the result of what it lists came in. */
  const ends = new Map<string, string[]>();
  const of = (agentId: string) => {
    const known = attempts.get(agentId) ?? new Map<string, number>();
    attempts.set(agentId, known);
    return known;
  };
  return {
    took(agentId: string, taskId: string, attempt: number): void {
      of(agentId).set(taskId, attempt);
    },
    /** What a heartbeat lists is all that there is. */
    says(agentId: string, running: { taskId: string; attempt: number }[]): void {
      if (running.length === 0) {
        attempts.delete(agentId);
        return;
      }
      const known = ends.get(agentId) ?? [];
      const goesOn = running.filter(({ taskId, attempt }) => !known.includes(`${taskId}/${attempt}`));
      attempts.set(agentId, new Map(goesOn.map(({ taskId, attempt }) => [taskId, attempt])));
    },
    ended(agentId: string, taskId: string, attempt: number): void {
      ends.set(agentId, [`${taskId}/${attempt}`, ...(ends.get(agentId) ?? [])].slice(0, ENDS_KEPT));
      if (of(agentId).get(taskId) === attempt) of(agentId).delete(taskId);
    },
    of: (agentId: string): ReadonlyMap<string, number> => of(agentId),
  };
}

export type AtWork = ReturnType<typeof createAtWork>;
