import type { Progress } from "#contract/outcome";
import type { Run } from "#contract/runs";
import type { TaskKind } from "#contract/task";

/** `Backing up Documents 42 %, about 6 min left`: what a run does, how far it is, how long it takes still. */
export function runningLine(run: Run): string {
  const { progress } = run;
  const parts = [`${DOING[run.kind]} ${run.policyName ?? run.repositoryName}`];
  if (progress?.percentDone !== undefined) parts[0] += ` ${Math.floor(progress.percentDone * 100)} %`;
  const left = progress === null ? undefined : timeLeft(progress);
  return left === undefined ? parts.join() : [...parts, left].join(", ");
}

const DOING: Record<TaskKind, string> = {
  backup: "Backing up",
  restore: "Restoring from",
  check: "Checking",
  prune: "Tidying up",
  init: "Setting up",
  snapshots: "Reading",
  unlock: "Unlocking",
  copy: "Copying",
  repair: "Repairing",
  drill: "Trying a restore from",
};

/** Early guesses are wild: nothing before a twentieth is done. */
const TOO_EARLY = 0.05;

function timeLeft({ percentDone = 0, secondsRemaining }: Progress): string | undefined {
  if (percentDone < TOO_EARLY || secondsRemaining === undefined || secondsRemaining === 0) return undefined;
  if (secondsRemaining < 60) return "less than a minute left";
  const minutes = Math.round(secondsRemaining / 60);
  return minutes < 60 ? `about ${minutes} min left` : `about ${Math.round(minutes / 30) / 2} h left`;
}

/** Windows cuts a tooltip after 127 characters, in the middle of a word. */
export function shortened(text: string, limit = 127): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/\s+\S*$/, "")}…`;
}
