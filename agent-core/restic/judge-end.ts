import type { Failure, FailureCode, RunReport } from "#contract/outcome";
import type { StopSwitch } from "../stop-signal.ts";
import { classify, type Place } from "./classify.ts";
import { failureMessages, interruptions, notStarted } from "./failure-messages.ts";
import type { ResticEnd } from "./run-restic.ts";

/** A report without what only the executor knows. */
export type TaskEnd = Omit<RunReport, "startedAt" | "finishedAt" | "logChunks">;

export function failed(code: FailureCode, message = failureMessages[code], detail?: string): TaskEnd {
  return { outcome: "failure", failure: { code, message, ...(detail ? { detail } : {}) } };
}

/** How a restic that did not end well ends the task: first why we ended it, then what it said itself. */
export function endedBadly(end: ResticEnd, place: Place): TaskEnd {
  const exitCode = end.exitCode;
  const common = { exitCode };
  switch (end.stopped) {
    case "cancelled":
      return { ...common, outcome: "cancelled", failure: failureOf("cancelled", end) };
    case "shutdown":
    case "sleep":
      return {
        ...common,
        outcome: "interrupted",
        interruptedBy: end.stopped,
        failure: { ...failureOf("interrupted", end), message: interruptions[end.stopped] },
      };
    case "stalled":
      return { ...common, outcome: "failure", failure: failureOf("stalled", end) };
    case "timed-out":
      return { ...common, outcome: "failure", failure: failureOf("timed-out", end) };
    case "unreachable":
      return { ...common, outcome: "failure", failure: failureOf(whileOpening(end, place), end) };
    case undefined: {
      const code = classify(end, place);
      return {
        ...common,
        outcome: code === "interrupted" ? "interrupted" : "failure",
        failure: { ...failureOf(code, end), ...whyNotStarted(code, end) },
      };
    }
  }
}

const TOO_LONG = new Set<string | undefined>(["E2BIG", "ENAMETOOLONG"]);

function whyNotStarted(code: FailureCode, { spawnError }: ResticEnd): Pick<Failure, "message"> | undefined {
  if (spawnError === undefined || code === "restic-missing") return undefined;
  return { message: TOO_LONG.has(spawnError.code) ? notStarted.tooLong : notStarted.refused };
}

/** No restic was there to be ended, so this is all that is known. */
export function stoppedWithoutRestic(stop: Pick<StopSwitch, "reason">): TaskEnd {
  const end = { exitCode: null, signal: null, stopped: stop.reason(), words: [] };
  return endedBadly(end, { repositoryKind: "fs", ownFolders: [], writesFiles: false });
}

/** A good exit code alone is not enough: what had to come with it did not come. */
export function withoutProof(end: ResticEnd, missing: string): TaskEnd {
  return {
    outcome: "failure",
    exitCode: end.exitCode,
    failure: {
      code: "restic-crashed",
      message: `restic reported success but ${missing}, so Holdfast does not count this as success. Start the run again.`,
      ...detailOf(end),
    },
  };
}

const INCURABLE = new Set<FailureCode>(["tls-untrusted", "repository-missing", "access-denied"]);

/** Retries while opening may have a cause that no waiting cures. */
function whileOpening(end: ResticEnd, place: Place): FailureCode {
  const code = classify({ ...end, exitCode: 1, signal: null }, place);
  return INCURABLE.has(code) ? code : "repository-unreachable";
}

function failureOf(code: FailureCode, end: ResticEnd): Failure {
  return { code, message: failureMessages[code], ...detailOf(end) };
}

/** restic's own last words; of a stack trace only its first line. */
function detailOf(end: ResticEnd): { detail?: string } {
  const words = end.spawnError === undefined ? end.words.slice(-5) : [String(end.spawnError)];
  const detail = words.map((text) => text.replace(/\n\S+\.\S*\n\t[\s\S]*$/, "")).join("\n");
  return detail === "" ? {} : { detail: detail.slice(0, 8_000) };
}
