import type { RunReport } from "#contract/outcome";

const at = { startedAt: "2026-11-24T12:00:30.000Z", finishedAt: "2026-11-24T12:00:40.000Z" };
const summary = { filesNew: 3, bytesProcessed: 1_000 };
const failed = (
  code: "wrong-password" | "repository-unreachable" | "repository-locked" | "internal",
): RunReport => ({
  ...at,
  outcome: "failure",
  exitCode: 1,
  failure: { code, message: "It did not work." },
});
const interrupted = (by: "crash" | "sleep" | "shutdown"): RunReport => ({
  ...at,
  outcome: "interrupted",
  interruptedBy: by,
  failure: { code: "interrupted", message: "It was interrupted." },
});

/** How an attempt can end; a green end names a snapshot of its own. */
export const reportKinds = {
  success: () => ({ ...at, outcome: "success", exitCode: 0, summary, snapshotId: newSnapshotId() }),
  "success without snapshot": () => ({ ...at, outcome: "success", exitCode: 0, summary }),
  warning: () => ({
    ...at,
    outcome: "warning",
    exitCode: 3,
    summary,
    snapshotId: newSnapshotId(),
    itemCount: 2,
  }),
  "wrong password": () => failed("wrong-password"),
  unreachable: () => failed("repository-unreachable"),
  locked: () => failed("repository-locked"),
  "killed by crash": () => interrupted("crash"),
  "interrupted by sleep": () => interrupted("sleep"),
  "interrupted by shutdown": () => interrupted("shutdown"),
  cancelled: () => ({ ...at, outcome: "cancelled", failure: { code: "cancelled", message: "Stopped." } }),
} as const satisfies Record<string, () => RunReport>;

export type ReportKind = keyof typeof reportKinds;

function newSnapshotId(): string {
  return (crypto.randomUUID() + crypto.randomUUID()).replaceAll("-", "");
}
