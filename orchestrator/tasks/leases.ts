export const LEASE_MS = 90_000;
/** After an absence of our own nobody could renew: every lease that lived gets this much. */
export const GRACE_AFTER_RESTART_MS = 300_000;

/**
 * Leases of running tasks, by this process's monotonic clock: no clock of an agent and no jump of the wall clock can end one.
 * In memory on purpose: a restart is an absence, and each running task then gets the grace time.
 */
export function createLeases(monotonicMs: () => number) {
  const openedAt = monotonicMs();
  const endsAt = new Map<string, number>();
  const begunAt = new Map<string, number>();
  return {
    /** The task was taken just now. */
    begin(taskId: string): void {
      begunAt.set(taskId, monotonicMs());
      this.renew(taskId);
    },
    /** How long ago it was taken; at least since our own start. */
    ageMs(taskId: string): number {
      return monotonicMs() - (begunAt.get(taskId) ?? openedAt);
    },
    /** How long we have been here: before that nobody could tell us anything. */
    listensForMs: (): number => monotonicMs() - openedAt,
    renew(taskId: string, forMs: number = LEASE_MS): void {
      endsAt.set(taskId, Math.max(monotonicMs() + forMs, endsAt.get(taskId) ?? 0));
    },
    end(taskId: string): void {
      endsAt.delete(taskId);
      begunAt.delete(taskId);
    },
    isAlive(taskId: string): boolean {
      return (endsAt.get(taskId) ?? 0) > monotonicMs();
    },
    /** After our own sleep or standstill: nobody could reach us, so nobody is to blame. */
    extendAll(forMs: number = GRACE_AFTER_RESTART_MS): void {
      for (const taskId of endsAt.keys()) this.renew(taskId, forMs);
    },
  };
}

export type Leases = ReturnType<typeof createLeases>;
