import { DAY_MS, type Decision, isOlder, openProblem, type Past, sinceRecovery, told } from "./past.ts";

export type RunEnded = {
  status: "success" | "warning" | "failure" | "lost";
  /** Its task has gone on, or will by itself. */
  willRetry: boolean;
  /** Trying again cannot help. */
  needsPerson: boolean;
  /** A backup by a policy: only these have a first success worth telling. */
  isBackupOfPolicy: boolean;
  /** Files are back where somebody waits for them. */
  hasRestored: boolean;
  /** What could not be read in this run and in the two before it. */
  sameRoot: string | undefined;
};

/** What people hear of a run that has ended. A success says nothing by itself, so most runs give an empty list. */
export function decideRun(past: Past[], run: RunEnded, now: Date): Decision[] {
  if (run.status === "failure" || run.status === "lost") return [decideFailure(past, run, now)];
  if (run.hasRestored) return [decideRestored(past, run)];
  const decisions = decideSuccess(past, run);
  return run.status === "warning" ? [...decisions, decideWarnings(past, run, now)] : decisions;
}

/** A failure that nobody mended is told again at the next failure, then once a day. Asked at each failure, and in between. */
export function isDueAgain(past: Past[], now: Date): boolean {
  const [last, ...earlier] = told(sinceRecovery(past), "failure");
  return last !== undefined && earlier.length > 0 && isOlder(last, DAY_MS, now);
}

function decideSuccess(past: Past[], run: RunEnded): Decision[] {
  const problem = openProblem(past);
  const isFirst = run.isBackupOfPolicy && !past.some(({ kind }) => kind === "first-success");
  const first = { kind: "first-success", severity: "good", replaces: null } as const;
  if (problem === undefined) {
    return isFirst ? [{ ...first, tell: true, reason: "The first success of this policy." }] : [];
  }
  const recovered: Decision = {
    kind: "recovered",
    severity: "good",
    tell: true,
    reason: "It works again after a problem that was told.",
    replaces: problem.id,
  };
  return isFirst ? [{ ...first, tell: false, reason: "Told as “works again”." }, recovered] : [recovered];
}

/** Whoever asked for it has gone on with something else meanwhile. */
function decideRestored(past: Past[], { status }: RunEnded): Decision {
  return {
    kind: "restored",
    severity: status === "warning" ? "warning" : "good",
    tell: true,
    reason: "A restore is done.",
    replaces: openProblem(past)?.id ?? null,
  };
}

function decideFailure(past: Past[], { willRetry, needsPerson }: RunEnded, now: Date): Decision {
  const failure = {
    kind: "failure",
    severity: needsPerson ? "critical" : "problem",
    replaces: openProblem(past)?.id ?? null,
  } as const;
  if (willRetry) return { ...failure, tell: false, reason: "It is tried again by itself." };
  const before = told(sinceRecovery(past), "failure");
  if (before.length === 0) {
    const reason = needsPerson ? "It needs a person." : "All retries are used up.";
    return { ...failure, tell: true, reason };
  }
  if (before.length === 1) return { ...failure, tell: true, reason: "It failed again." };
  return isDueAgain(past, now)
    ? { ...failure, tell: true, reason: "It still fails; told once a day." }
    : { ...failure, tell: false, reason: "It was told less than a day ago." };
}

function decideWarnings(past: Past[], { sameRoot }: RunEnded, now: Date): Decision {
  const warnings = { kind: "warnings", severity: "warning", replaces: null } as const;
  if (sameRoot === undefined) {
    return { ...warnings, tell: false, reason: "Not the same place in three runs in a row." };
  }
  const [last] = told(past, "warnings");
  if (last !== undefined && !isOlder(last, 7 * DAY_MS, now)) {
    return { ...warnings, tell: false, reason: "It was told less than a week ago." };
  }
  const reason = `${sameRoot} could not be read in three runs in a row.`;
  return { ...warnings, tell: true, reason, replaces: last?.id ?? null };
}
