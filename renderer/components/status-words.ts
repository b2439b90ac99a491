import type { Protection, Reachability } from "#contract/agents";
import type { RunStatus } from "#contract/outcome";
import type { Repository } from "#contract/repositories";
import type { SlotOutcome } from "#contract/schedule";
import type { VerdictState } from "#contract/status";
import type { TaskStatus } from "#contract/tasks";
import { say } from "#contract/words/say";

/** One word, one colour, one shape each: the whole vocabulary of states that people see. */
export type StatusWord =
  | "Protected"
  | "Succeeded"
  | "Running"
  | "Queued"
  | "Warnings"
  | "Late"
  | "Failed"
  | "At risk"
  | "Paused"
  | "Never"
  | "Stopped"
  | "Skipped"
  | "Interrupted"
  | "Lost"
  | "Online"
  | "Offline"
  | "Ready"
  | "Done"
  | "Missed"
  | "Postponed"
  | "Unknown";

/** The word as people read it. */
export function statusName(word: StatusWord): string {
  const names: Record<StatusWord, string> = {
    Protected: say("Protected"),
    Succeeded: say("Succeeded"),
    Running: say("Running"),
    Queued: say("Queued"),
    Warnings: say("Warnings"),
    Late: say("Late"),
    Failed: say("Failed"),
    "At risk": say("At risk"),
    Paused: say("Paused"),
    Never: say("Never"),
    Stopped: say("Stopped"),
    Skipped: say("Skipped"),
    Interrupted: say("Interrupted"),
    Lost: say("Lost"),
    Online: say("Online"),
    Offline: say("Offline"),
    Ready: say("Ready"),
    Done: say("Done|state"),
    Missed: say("Missed"),
    Postponed: say("Postponed"),
    Unknown: say("Unknown"),
  };
  return names[word];
}

export const protectionWords: Record<Protection, StatusWord> = {
  protected: "Protected",
  late: "Late",
  "at-risk": "At risk",
  never: "Never",
  paused: "Paused",
};

export const reachabilityWords: Record<Reachability, StatusWord> = {
  online: "Online",
  offline: "Offline",
  never: "Never",
};

export const runWords: Record<RunStatus, StatusWord> = {
  running: "Running",
  success: "Succeeded",
  warning: "Warnings",
  failure: "Failed",
  cancelled: "Stopped",
  interrupted: "Interrupted",
  lost: "Lost",
};

export const taskWords: Record<TaskStatus, StatusWord> = {
  queued: "Queued",
  offered: "Queued",
  running: "Running",
  unreachable: "Lost",
  lost: "Lost",
  succeeded: "Succeeded",
  warning: "Warnings",
  failed: "Failed",
  cancelled: "Stopped",
  skipped: "Skipped",
  dead: "Failed",
};

export const repositoryWords: Record<Repository["state"], StatusWord> = {
  unknown: "Unknown",
  ready: "Ready",
  unreachable: "Offline",
  missing: "Failed",
  damaged: "Failed",
  "locked-out": "Failed",
};

export const slotWords: Record<SlotOutcome, StatusWord> = {
  done: "Done",
  running: "Running",
  pending: "Queued",
  skipped: "Skipped",
  missed: "Missed",
  postponed: "Postponed",
};

export const verdictWords: Record<VerdictState, StatusWord> = {
  "not-set-up": "Never",
  never: "Never",
  protected: "Protected",
  late: "Late",
  "at-risk": "At risk",
  paused: "Paused",
};
