const HOLDS_MS = 120_000;

/** What the shell said last of this computer's power. It grows old, so that a shell that is gone holds nothing back. */
export function createReportedPower(monotonicMs: () => number) {
  let last: { onBattery: boolean; at: number } | undefined;
  return {
    report(onBattery: boolean): void {
      last = { onBattery, at: monotonicMs() };
    },
    current(): { onBattery: boolean } | undefined {
      if (last === undefined || monotonicMs() - last.at > HOLDS_MS) return undefined;
      return { onBattery: last.onBattery };
    },
  };
}

export type ReportedPower = ReturnType<typeof createReportedPower>;
