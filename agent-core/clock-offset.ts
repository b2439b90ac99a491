const KEPT = 5;

/** How far this machine's clock is off, as its heartbeats show it: the median of the last five. */
export function createClockOffset() {
  const seen: number[] = [];
  return {
    /** The orchestrator's time lies somewhere between the question and the answer. */
    note(serverTime: string, sentAtMs: number, answeredAtMs: number): void {
      const offset = (sentAtMs + answeredAtMs) / 2 - Date.parse(serverTime);
      if (Number.isFinite(offset)) seen.push(offset);
      if (seen.length > KEPT) seen.shift();
    },
    /** Positive where this clock is fast; undefined before the first heartbeat. */
    offsetMs: (): number | undefined => [...seen].sort((one, two) => one - two)[Math.floor(seen.length / 2)],
  };
}

export type ClockOffset = ReturnType<typeof createClockOffset>;
