import type { RunReport } from "#contract/outcome";

/**
 * The last look before anything turns green: a backup succeeded only if it names its snapshot, or restic said that nothing changed.
 * An agent that claims otherwise is not believed.
 */
export function judge(kind: string, report: RunReport): RunReport {
  const isGreen = report.outcome === "success" || report.outcome === "warning";
  if (!isGreen || kind !== "backup") return report;
  const hasSnapshot = report.snapshotId !== undefined && report.snapshotId !== "";
  const isUnchanged = report.summary?.unchanged === true;
  if (report.summary !== undefined && (hasSnapshot || isUnchanged)) return report;
  return {
    ...report,
    outcome: "failure",
    failure: {
      code: "internal",
      message: "The machine reported success but no snapshot. This run counts as failed.",
    },
  };
}
