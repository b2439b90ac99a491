import type { Progress } from "#contract/outcome";
import { say } from "#contract/words/say";

const TOO_EARLY_SECONDS = 20;
const TOO_EARLY_SHARE = 0.05;
const A_MOMENT_SECONDS = 45;

/** `about 6 min left`; nothing before 5 % or 20 s are done, because early guesses are wild. */
export function remainingText(progress: Progress, elapsedSeconds: number): string | undefined {
  const share = progress.percentDone ?? 0;
  if (share < TOO_EARLY_SHARE && elapsedSeconds < TOO_EARLY_SECONDS) return undefined;
  const seconds = progress.secondsRemaining;
  if (seconds === undefined || seconds === 0) return undefined;
  if (seconds < A_MOMENT_SECONDS) return say("a few seconds left");
  if (seconds < 90) return say("about a minute left");
  const minutes = Math.round(seconds / 60);
  if (minutes < 60)
    return say("about {count} min left", { count: minutes < 20 ? minutes : roundTo(5, minutes) });
  const hours = roundTo(30, minutes) / 60;
  return hours < 48
    ? say("about {hours, number} h left", { hours })
    : say("about {count} days left", { count: Math.round(hours / 24) });
}

const roundTo = (step: number, value: number) => Math.round(value / step) * step;
