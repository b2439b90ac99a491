import { say } from "#contract/words/say";
import { moment } from "../core/moment.ts";
import { assertNever } from "./assert-never.ts";
import type { CoreState } from "./core-link.ts";
import type { Known } from "./status-feed.ts";
import { runningLine, shortened } from "./tray-words.ts";

export const trayShapes = [
  "protected",
  "at-risk",
  "warning",
  "late",
  "offline",
  "paused",
  "not-set-up",
] as const;
export type TrayShape = (typeof trayShapes)[number];

/** `arc`: how many eighths of a run are done, where one goes on. */
export type TrayIcon = { shape: TrayShape; arc: number | undefined };

export type TrayInput = {
  core: CoreState;
  known: Known | undefined;
  /** A person chose to quit as soon as the active run is over. */
  quitsAfterRun: boolean;
  /** The version that is ready to be installed; never where somebody else installs. */
  update?: string | undefined;
  /** How many backups of this account do not run, because a service looks after the computer. */
  leftBehind?: number;
};

export const ARC_STEPS = 8;

export function trayIcon({ core, known, leftBehind = 0 }: TrayInput): TrayIcon {
  if (core.kind === "down") return { shape: "at-risk", arc: undefined };
  if (core.kind === "starting" || known === undefined) return { shape: "offline", arc: undefined };
  const [run] = known.status.running;
  const share = run?.progress?.percentDone ?? 0;
  return {
    shape: shapeOf(known, leftBehind > 0),
    arc: run === undefined ? undefined : Math.floor(share * ARC_STEPS),
  };
}

/** The worst open problem decides, whatever the verdict; being late is less than files that are missing. */
function shapeOf(
  { status: { problemCounts, verdict }, upstream }: Known,
  isSomethingLeft: boolean,
): TrayShape {
  if (verdict.state === "at-risk" || problemCounts["at-risk"] > 0) return "at-risk";
  if (isSomethingLeft || problemCounts.warning > 0) return "warning";
  if (problemCounts.late > 0) return "late";
  if (verdict.state === "late" || verdict.state === "paused") return verdict.state;
  if (upstream?.state === "away") return "offline";
  return verdict.state === "protected" ? "protected" : "not-set-up";
}

/** The one sentence of the tray: tooltip and first line of its menu. */
export function traySentence({ core, known }: TrayInput, now: Date): string {
  switch (core.kind) {
    case "starting":
      return say("Holdfast is starting");
    case "down":
      return say("Nothing is being backed up: {reason}", { reason: core.reason });
    case "running":
      return known === undefined
        ? say("Holdfast does not answer at the moment")
        : runningSentence(known, now);
    default:
      return assertNever(core);
  }
}

function runningSentence({ status, upstream }: Known, now: Date): string {
  const { verdict, nextRunAt } = status;
  const { sentence } = verdict;
  if (verdict.state === "protected" && upstream?.state === "away")
    return `${say("{name} is not reachable. Backups continue.", { name: upstream.name })} ${sentence}`;
  if (nextRunAt === null || Date.parse(nextRunAt) <= now.getTime()) return sentence;
  return `${sentence} ${say("Next: {time}.", { time: moment(nextRunAt, now) })}`;
}

export function trayTooltip(input: TrayInput, now: Date): string {
  const [run] = input.core.kind === "running" ? (input.known?.status.running ?? []) : [];
  return shortened(run === undefined ? traySentence(input, now) : runningLine(run));
}
