import type { Protection } from "#contract/agents";
import type { Outcome } from "#contract/outcome";
import type { ProtectionProfile } from "#contract/policies";
import type { Instant } from "#contract/values";
import { longestGapSeconds } from "./gap.ts";
import { nextOccurrence, type Rhythm } from "./occurrence.ts";

export type ProtectionFacts = {
  /** Absent: backups are started by hand only, so nothing is ever due. */
  schedule: Rhythm | undefined;
  zone: string;
  profile: ProtectionProfile;
  /** The last backup that can be restored: success or warning. */
  lastGoodAt: Instant | null;
  /** When the policy began to apply to this machine: what counts until the first good backup. */
  assignedAt: Instant;
  /** Of the last attempt that has ended. */
  lastOutcome: Outcome | "lost" | null;
  failuresInARow: number;
  paused: boolean;
  /** How long the machine slept or was off since the backup came due; a laptop is not late in its sleep. */
  asleepSeconds?: number;
  now: Date;
};

/** The state lasts until the next of these instants, while nothing else changes. */
export type ProtectionVerdict = {
  state: Protection;
  dueAt: Instant | null;
  lateAt: Instant | null;
  redAt: Instant | null;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const RED = {
  server: { gaps: 2, atLeastMs: DAY },
  desktop: { gaps: 3, atLeastMs: 3 * DAY },
  laptop: { gaps: 3, atLeastMs: 7 * DAY },
};
/** A backup that is younger alarms nobody by its age. */
export const SOONEST_RED_MS = Math.min(...Object.values(RED).map(({ atLeastMs }) => atLeastMs));

/** How well one policy on one machine is protected now, when the next backup is due and when its absence is alarming. */
export function protectionOf(facts: ProtectionFacts): ProtectionVerdict {
  const { schedule, zone, lastGoodAt, assignedAt, paused, now } = facts;
  const from = new Date(lastGoodAt ?? assignedAt);
  const due = schedule && nextOccurrence(schedule, zone, from);
  if (!schedule || !due) return { state: withoutSchedule(facts), dueAt: null, lateAt: null, redAt: null };

  const gapMs = longestGapSeconds(schedule, zone, now) * 1_000;
  const red = RED[facts.profile];
  const redAt = from.getTime() + Math.max(red.gaps * gapMs, red.atLeastMs);
  const lateAt = Date.parse(due.at) + graceMs(gapMs) + asleepMs(facts);
  const state = stateBy(facts, now.getTime() >= lateAt, now.getTime() >= redAt);
  return {
    state: paused ? "paused" : state,
    dueAt: due.at,
    ...{ lateAt: new Date(lateAt).toISOString(), redAt: new Date(redAt).toISOString() },
  };
}

function stateBy(facts: ProtectionFacts, isLate: boolean, isRed: boolean): Protection {
  const failed = facts.lastOutcome === "failure" || facts.lastOutcome === "lost";
  if (isRed || facts.failuresInARow >= 3) return "at-risk";
  if (failed && facts.lastGoodAt === null) return "at-risk";
  if (isLate || failed) return "late";
  return facts.lastGoodAt === null ? "never" : "protected";
}

function withoutSchedule(facts: ProtectionFacts): Protection {
  return facts.paused ? "paused" : stateBy(facts, false, false);
}

function graceMs(gapMs: number): number {
  return Math.min(Math.max(gapMs / 10, 30 * MINUTE), 6 * HOUR);
}

function asleepMs({ profile, asleepSeconds = 0 }: ProtectionFacts): number {
  return profile === "laptop" ? asleepSeconds * 1_000 : 0;
}
