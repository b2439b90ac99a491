/** Three missed heartbeats. */
export const OFFLINE_AFTER_MS = 90_000;
export const HEARTBEAT_INTERVAL_SECONDS = 30;
/** A machine that polls is heard of more often than that. */
const AWAY_AFTER_MS = 40_000;
const OFFSETS_KEPT = 5;

/** When each agent was last heard of, by our own monotonic clock, and how far its clock is off. In memory: made anew within one heartbeat. */
export function createPresence(monotonicMs: () => number) {
  const heardAt = new Map<string, number>();
  const offsets = new Map<string, number[]>();
  /** Until then nobody can have fallen silent: to look through all of a large fleet costs more than the rest of a tick. */
  let nextLookMs = Number.NEGATIVE_INFINITY;

  return {
    heard(agentId: string): void {
      heardAt.set(agentId, monotonicMs());
    },
    /** Those that were online before our own start get the time to come back. */
    expect(agentIds: string[]): void {
      const now = monotonicMs();
      for (const agentId of agentIds) if (!heardAt.has(agentId)) heardAt.set(agentId, now);
    },
    /** Gives each that has fallen silent once, until it is heard of again. */
    takeSilent(): string[] {
      const now = monotonicMs();
      if (now < nextLookMs) return [];
      const silent: string[] = [];
      let oldest = now;
      for (const [agentId, at] of heardAt) {
        if (now - at > OFFLINE_AFTER_MS) silent.push(agentId);
        else oldest = Math.min(oldest, at);
      }
      nextLookMs = oldest + OFFLINE_AFTER_MS;
      for (const agentId of silent) heardAt.delete(agentId);
      return silent;
    },
    /** It did not come for longer than one poll lasts, or not at all since we started. */
    isAway(agentId: string): boolean {
      const at = heardAt.get(agentId);
      return at === undefined || monotonicMs() - at > AWAY_AFTER_MS;
    },
    /** Takes one measurement and returns the median of the last five: a slow request does not look like a wrong clock. */
    clockOffset(agentId: string, measuredMs: number): number {
      const known = offsets.get(agentId) ?? [];
      known.push(measuredMs);
      if (known.length > OFFSETS_KEPT) known.shift();
      offsets.set(agentId, known);
      return known.toSorted((one, two) => one - two)[Math.floor(known.length / 2)] ?? measuredMs;
    },
  };
}

export type Presence = ReturnType<typeof createPresence>;
