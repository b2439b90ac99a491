import type { Run } from "#contract/runs";
import type { OpenProblem, ProblemSeverity, Status } from "#contract/status";

export const AGENT = "01936a5e-0000-7000-8000-000000000001";
export const POLICY = "01936a5e-0000-7000-8000-000000000002";
export const RUN = "01936a5e-0000-7000-8000-000000000003";
export const TASK = "01936a5e-0000-7000-8000-000000000004";

export function aStatus(changes: Partial<Status> = {}): Status {
  const count = (severity: ProblemSeverity) =>
    (changes.problems ?? []).filter((problem) => problem.severity === severity).length;
  return {
    verdict: { state: "protected", sentence: "This computer is protected. Last backup 3 min ago." },
    counts: { protected: 1, late: 0, "at-risk": 0, never: 0, paused: 0 },
    offline: 0,
    oldestGoodAt: "2026-11-24T14:02:00.000Z",
    nextRunAt: null,
    problems: [],
    problemCounts: { "at-risk": count("at-risk"), late: count("late"), warning: count("warning") },
    running: [],
    ...changes,
  };
}

export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: RUN,
    taskId: TASK,
    attempt: 1,
    kind: "backup",
    origin: "schedule",
    agentId: AGENT,
    hostname: "desk",
    policyId: POLICY,
    policyName: "Documents",
    repositoryId: POLICY,
    repositoryName: "NAS",
    status: "running",
    scheduledFor: null,
    startedAt: "2026-11-24T14:00:00.000Z",
    finishedAt: null,
    exitCode: null,
    failure: null,
    hint: null,
    summary: null,
    snapshotId: null,
    itemCount: 0,
    progress: null,
    logChunks: 0,
    logBytes: 0,
    logCutBytes: 0,
    ...changes,
  };
}

export function aProblem(changes: Partial<OpenProblem> = {}): OpenProblem {
  return {
    severity: "at-risk",
    agentId: AGENT,
    hostname: "desk",
    policyId: POLICY,
    policyName: "Documents",
    runId: RUN,
    title: "Documents: backup failed 2 h ago",
    effect: "No new backup since yesterday.",
    action: "open-run",
    ...changes,
  };
}
