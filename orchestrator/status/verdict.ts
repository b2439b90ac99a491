import type { Protection } from "#contract/agents";
import type { Run } from "#contract/runs";
import type { Status, VerdictState } from "#contract/status";
import { isPaused, pauseWords } from "../agents/pause-agent.ts";
import { type ProtectedPair, worstOf } from "../agents/protections.ts";
import type { WriteTrouble } from "../db/write-trouble.ts";

type Facts = {
  counts: Record<Protection, number>;
  pairs: ProtectedPair[];
  running: Run[];
  machines: number;
  isSetUp: boolean;
  now: Date;
  trouble: WriteTrouble | undefined;
  /** Where the orchestrator is now, if it is not here. */
  movedTo: string[] | undefined;
};

/** One sentence; the worst open problem wins. Page, tray and command line show these words. */
export function verdictOf(facts: Facts): Status["verdict"] {
  if (facts.trouble !== undefined)
    return { state: "at-risk", sentence: `${facts.trouble.sentence} No backup starts until it can.` };
  if (facts.movedTo !== undefined) return { state: "paused", sentence: movedWords(facts.movedTo) };
  if (!facts.isSetUp) return { state: "not-set-up", sentence: "No backup is set up yet." };
  return facts.machines === 1 ? verdictOfOne(facts) : verdictOfFleet(facts);
}

/** What is at risk meanwhile stands among the problems. */
const movedWords = (addresses: string[]) =>
  `This Holdfast has moved to ${addresses.join(", ")}, and nothing is begun here any more. Settings, Other machines, lets it go on here.`;

const WORST_FIRST = ["at-risk", "late", "never", "paused", "protected"] as const;

function verdictOfOne({ pairs, running, now }: Facts): Status["verdict"] {
  const state = worstOf(pairs.map((pair) => pair.verdict.state));
  const worst = pairs.find((pair) => pair.verdict.state === state);
  const good = agoOf(worst?.last_good_at ?? null, now);
  const name = worst?.policy_name ?? "";
  const isFirstRunning = running.some((run) => run.kind === "backup" && run.policyId === worst?.policy_id);
  const sentences: Record<Exclude<VerdictState, "not-set-up">, string> = {
    protected: [`This computer is protected. Last backup ${good}.`, ...switchedOff(pairs)].join(" "),
    paused:
      worst && isPaused(worst, now)
        ? `Backups are paused ${pauseWords(worst)}. Last good backup: ${good}.`
        : `${name} is switched off. Last good backup: ${good}.`,
    never: isFirstRunning ? `The first backup of ${name} is running.` : `${name} has no backup yet.`,
    late: isOnlyFailed(worst, now)
      ? `The last backup of ${name} failed. Last good backup: ${good}.`
      : `${name} is late. Last good backup: ${good}.`,
    "at-risk": `${name} is at risk. Last good backup: ${good}.`,
  };
  return { state, sentence: sentences[state] };
}

/** It made no snapshot, but none is missing yet: to call that late beside a backup of some minutes ago is hard to understand. */
function isOnlyFailed(pair: ProtectedPair | undefined, now: Date): boolean {
  const lateAt = pair?.verdict.lateAt ?? null;
  return pair?.last_good_at != null && (lateAt === null || now.getTime() < Date.parse(lateAt));
}

/** They take nothing from what the others protect, but nobody should have to remember them. */
const switchedOff = (pairs: ProtectedPair[]) =>
  pairs
    .filter((pair) => pair.verdict.state === "paused")
    .map((pair) => `${pair.policy_name} is switched off.`);

function verdictOfFleet({ counts, machines }: Facts): Status["verdict"] {
  const state = WORST_FIRST.find((one) => counts[one] > 0) ?? "never";
  if (counts.protected === machines) return { state, sentence: `All ${machines} computers are protected.` };
  const others = [
    counts["at-risk"] > 0 && `${counts["at-risk"]} at risk`,
    counts.late > 0 && `${counts.late} late`,
    counts.never > 0 && `${counts.never} without a backup`,
    counts.paused > 0 && `${counts.paused} paused`,
  ].filter((part) => part !== false);
  const rest = others.join(", ");
  const sentence =
    counts.protected === 1
      ? `1 of ${machines} computers is protected: ${rest}.`
      : `${counts.protected} of ${machines} computers are protected: ${rest}.`;
  return { state, sentence };
}

function agoOf(instant: string | null, now: Date): string {
  if (instant === null) return "none yet";
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / 1_440)} days ago`;
}
