import type { Progress } from "#contract/outcome";
import type { Run } from "#contract/runs";
import type { TaskKind } from "#contract/task";
import { say } from "#contract/words/say";

/** `Backing up Documents 42 %, about 6 min left`: what a run does, how far it is, how long it takes still. */
export function runningLine(run: Run): string {
  const { progress } = run;
  const parts = [doing(run.policyName ?? run.repositoryName)[run.kind]];
  if (progress?.percentDone !== undefined) parts[0] += ` ${Math.floor(progress.percentDone * 100)} %`;
  const left = progress === null ? undefined : timeLeft(progress);
  return left === undefined ? parts.join() : [...parts, left].join(", ");
}

const doing = (name: string): Record<TaskKind, string> => ({
  backup: say("Backing up {name}", { name }),
  restore: say("Restoring from {name}", { name }),
  check: say("Checking {name}", { name }),
  prune: say("Tidying up {name}", { name }),
  init: say("Setting up {name}", { name }),
  snapshots: say("Reading {name}", { name }),
  unlock: say("Unlocking {name}", { name }),
  copy: say("Copying {name}", { name }),
  repair: say("Repairing {name}", { name }),
  drill: say("Trying a restore from {name}", { name }),
});

/** Early guesses are wild: nothing before a twentieth is done. */
const TOO_EARLY = 0.05;

function timeLeft({ percentDone = 0, secondsRemaining }: Progress): string | undefined {
  if (percentDone < TOO_EARLY || secondsRemaining === undefined || secondsRemaining === 0) return undefined;
  if (secondsRemaining < 60) return say("less than a minute left");
  const minutes = Math.round(secondsRemaining / 60);
  return minutes < 60
    ? say("about {count} min left", { count: minutes })
    : say("about {hours, number} h left", { hours: Math.round(minutes / 30) / 2 });
}

/** Windows cuts a tooltip after 127 characters, in the middle of a word. */
export function shortened(text: string, limit = 127): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/\s+\S*$/, "")}…`;
}
