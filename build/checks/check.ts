export type Skipped = { name: string; reason: string };
export type Counts = { passed: number; failed: number; skipped: Skipped[]; output?: string };

/** One line of the report of `npm test`. */
export type Check = { name: string; run: () => Promise<Counts> };

export const passed = (): Counts => ({ passed: 1, failed: 0, skipped: [] });

export const failed = (output: string): Counts => ({ passed: 0, failed: 1, skipped: [], output });

export const skipped = (name: string, reason: string): Counts => ({
  passed: 0,
  failed: 0,
  skipped: [{ name, reason }],
});

/** What was found wrong, a line each; nothing found is a pass. */
export const judged = (findings: readonly string[]): Counts =>
  findings.length === 0 ? passed() : failed(findings.join("\n"));

/** Several counts as one. */
export const sumOf = (all: readonly Counts[]): Counts => {
  const output = all.flatMap((counts) => counts.output ?? []).join("\n");
  return {
    passed: all.reduce((sum, counts) => sum + counts.passed, 0),
    failed: all.reduce((sum, counts) => sum + counts.failed, 0),
    skipped: all.flatMap((counts) => counts.skipped),
    ...(output !== "" && { output }),
  };
};
