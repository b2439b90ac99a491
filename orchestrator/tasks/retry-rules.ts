import type { FailureCode, RunReport } from "#contract/outcome";
import type { TaskStatus } from "#contract/tasks";

export const MAX_RETRIES = 5;
/** A task that its agent died of so often is kept away from it. */
export const MAX_CRASHES = 3;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const RESUME_MS = 5_000;
/** A machine that woke up without its network. */
const OFFLINE_MS = 5 * MINUTE_MS;
/** Of all waits between attempts, with room for their jitter. */
export const LONGEST_WAIT_MS = 2 * HOUR_MS;
/** The same before the first: a schedule may spread its starts over a day. */
export const LONGEST_FIRST_WAIT_MS = 26 * HOUR_MS;

/** Only what may pass by itself is tried again; a wrong password stays wrong. */
const PASSING: ReadonlySet<FailureCode> = new Set(["repository-unreachable", "repository-locked", "stalled"]);

export type Next =
  | {
      status: Extract<TaskStatus, "succeeded" | "warning" | "failed" | "cancelled" | "dead" | "skipped">;
      reason: string | null;
    }
  | { status: "queued"; waitMs: number; counts: boolean; reason: string; postponed?: boolean };

type Ended = Pick<RunReport, "outcome" | "failure" | "interruptedBy"> | { outcome: "lost" };

type SoFar = { retries: number; crashes: number };

/** What becomes of a task after one of its attempts: how it ends, or when it is tried again. */
export function afterAttempt(ended: Ended, soFar: SoFar, random: () => number): Next {
  const { retries } = soFar;
  switch (ended.outcome) {
    case "success":
      return { status: "succeeded", reason: null };
    case "warning":
      return { status: "warning", reason: null };
    case "cancelled":
      return { status: "cancelled", reason: "Stopped." };
    case "interrupted":
      return isOffline(ended) ? offline() : afterInterruption(isCrash(ended), soFar);
    case "lost":
      return retries < MAX_RETRIES ? again(retries, random, "The machine lost track of this run") : dead();
    case "failure":
      return afterFailure(ended.failure?.code, retries, random);
  }
}

/** An attempt that another orchestrator asked for: how it ended is told to that one, which alone tries again. */
export function leftToUpstream(ended: Ended): Next {
  switch (ended.outcome) {
    case "success":
    case "warning":
    case "cancelled":
      return afterAttempt(ended, { retries: 0, crashes: 0 }, () => 0);
    case "failure":
      return { status: "failed", reason: null };
    case "interrupted":
    case "lost":
      return {
        status: "failed",
        reason: "Was interrupted; the orchestrator decides when it is tried again.",
      };
  }
}

/** The agent was killed in the middle of it, and says so afterwards. */
export function isCrash(ended: Ended): boolean {
  return ended.outcome === "interrupted" && (ended.interruptedBy ?? "crash") === "crash";
}

function isOffline(ended: Ended): boolean {
  return (
    ended.outcome === "interrupted" &&
    ended.interruptedBy === "sleep" &&
    ended.failure?.code === "repository-unreachable"
  );
}

function offline(): Next {
  const reason = "The machine woke up without its network; tried again in about 5 min.";
  return { status: "queued", waitMs: OFFLINE_MS, counts: false, reason, postponed: true };
}

/** A sleep or an orderly stop says nothing about the task; a crash may be its own doing. */
function afterInterruption(counts: boolean, { retries, crashes }: SoFar): Next {
  if (counts && crashes + 1 >= MAX_CRASHES) return quarantined();
  if (counts && retries >= MAX_RETRIES) return dead();
  return {
    status: "queued",
    waitMs: RESUME_MS,
    counts,
    reason: "Was interrupted; goes on as soon as possible.",
  };
}

function afterFailure(code: FailureCode | undefined, retriesSoFar: number, random: () => number): Next {
  if (code === undefined || !PASSING.has(code)) return { status: "failed", reason: null };
  return retriesSoFar < MAX_RETRIES ? again(retriesSoFar, random, "Did not work this time") : dead();
}

function again(retriesSoFar: number, random: () => number, why: string): Next {
  const steady = Math.min(MINUTE_MS * 3 ** retriesSoFar, HOUR_MS);
  const waitMs = Math.round(steady * (0.75 + random() / 2));
  const minutes = Math.max(1, Math.round(waitMs / MINUTE_MS));
  return { status: "queued", waitMs, counts: true, reason: `${why}; tried again in about ${minutes} min.` };
}

function dead(): Next {
  return { status: "dead", reason: `Gave up after ${MAX_RETRIES + 1} attempts.` };
}

function quarantined(): Next {
  return {
    status: "dead",
    reason: `quarantined: Holdfast on that machine ended ${MAX_CRASHES} times during this task. Read the log of its last run, then try it again by hand.`,
  };
}
