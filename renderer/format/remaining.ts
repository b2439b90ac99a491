import type { Progress } from "#contract/outcome";

const TOO_EARLY_SECONDS = 20;
const TOO_EARLY_SHARE = 0.05;
const A_MOMENT_SECONDS = 45;

/** `about 6 min left`; nothing before 5 % or 20 s are done, because early guesses are wild. */
export function remainingText(progress: Progress, elapsedSeconds: number): string | undefined {
  const share = progress.percentDone ?? 0;
  if (share < TOO_EARLY_SHARE && elapsedSeconds < TOO_EARLY_SECONDS) return undefined;
  const seconds = progress.secondsRemaining;
  if (seconds === undefined || seconds === 0) return undefined;
  return seconds < A_MOMENT_SECONDS ? "a few seconds left" : `about ${roughly(seconds)} left`;
}

function roughly(seconds: number): string {
  if (seconds < 90) return "a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 20) return `${minutes} min`;
  if (minutes < 60) return `${Math.round(minutes / 5) * 5} min`;
  const halfHours = Math.round(minutes / 30) / 2;
  return halfHours < 48 ? `${halfHours} h` : `${Math.round(halfHours / 24)} days`;
}
