import { ProblemError } from "./call.ts";
import type { RunReport, RunSummary } from "./outcome.ts";
import type { TaskKind } from "./task.ts";

export type SlimReport = { report: RunReport; leftOut: string[] };

/**
 * The end of a run in ever fewer words, for an orchestrator that does not take the whole: it is too large, or holds something that an older
 * one does not know. How it ended, when, and which snapshot it made stays. Nothing that lost a part counts as a plain success.
 */
export function slimReports(report: RunReport, kind: TaskKind): SlimReport[] {
  return [withoutLists(report), bare(report)].map(({ report: slim, leftOut }) => ({
    report: asWarning(slim, kind, leftOut),
    leftOut,
  }));
}

/** It is the content that is not taken, however often it is sent. */
export function isUnfit(error: unknown): error is ProblemError {
  return error instanceof ProblemError && [400, 413, 415, 422].includes(error.problem.status);
}

/** For the log of a run whose result was cut. */
export function cutWords(refused: unknown, leftOut: string[], keptWhere: string): string {
  return `The orchestrator did not take this result as it was (${reasonOf(refused)}). Left out: ${leftOut.join("; ") || "nothing"}. The whole is kept ${keptWhere}.`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return String(error);
  const { status, errors = [] } = error.problem;
  const fields = errors.slice(0, 3).map(({ path, message }) => `${path} ${message}`);
  return [`HTTP ${status}`, error.message, ...fields].join("; ").slice(0, 500);
}

function withoutLists({ items, snapshots, forgotten, paths, ...rest }: RunReport): SlimReport {
  const { failure, summary } = rest;
  const lists = Object.entries(summary ?? {}).filter(([, value]) => Array.isArray(value));
  const leftOut = [
    ...(items === undefined ? [] : [`${items.length} items that could not be read or written`]),
    ...(snapshots === undefined ? [] : [`the listing of ${snapshots.length} snapshots`]),
    ...(forgotten === undefined ? [] : [`${forgotten.length} ids of removed snapshots`]),
    ...(paths === undefined ? [] : [`the full paths of ${paths.length} folders`]),
    ...lists.map(([name]) => `the list ${name}`),
    ...(failure?.detail === undefined ? [] : ["restic's own words"]),
  ];
  const report = {
    ...rest,
    ...(failure && { failure: { code: failure.code, message: failure.message.slice(0, 500) } }),
    ...(summary && { summary: numbersOf(summary) }),
  };
  return { report, leftOut };
}

function numbersOf(summary: RunSummary): RunSummary {
  return Object.fromEntries(Object.entries(summary).filter(([, value]) => typeof value !== "object"));
}

/** In words that every version knows. */
function bare({ outcome, startedAt, finishedAt, ...rest }: RunReport): SlimReport {
  const { exitCode, failure, snapshotId, logChunks, interruptedBy, summary } = rest;
  return {
    report: {
      ...{ outcome, startedAt, finishedAt },
      ...(exitCode !== undefined && { exitCode }),
      ...(snapshotId !== undefined && { snapshotId }),
      ...(interruptedBy !== undefined && { interruptedBy }),
      ...(logChunks !== undefined && { logChunks }),
      ...(summary !== undefined && { summary: {} }),
      ...(failure !== undefined && {
        failure: { code: "internal" as const, message: `${failure.code}: ${failure.message}`.slice(0, 500) },
      }),
    },
    leftOut: ["everything but how the run ended and which snapshot it made"],
  };
}

/** Of a listing the list is all there is. */
function asWarning(report: RunReport, kind: TaskKind, leftOut: string[]): RunReport {
  if (report.outcome !== "success" || leftOut.length === 0) return report;
  if (kind !== "snapshots") return { ...report, outcome: "warning" };
  const message = `The snapshots were listed, but the orchestrator did not take the list: ${leftOut.join(", ")}.`;
  return { ...report, outcome: "failure", failure: { code: "internal", message } };
}
