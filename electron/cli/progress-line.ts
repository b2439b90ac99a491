import type { Task } from "#contract/tasks";
import { duration, size } from "./words.ts";

/** What a terminal shows while a task goes on. */
export function progressLine({ kind, progress, status }: Task): string {
  if (progress === null) return status === "running" ? `${kind}: starting` : `${kind}: waiting for its turn`;
  const { percentDone, bytesDone, bytesTotal, filesDone, secondsRemaining, errorCount } = progress;
  return [
    percentDone === undefined ? `${kind}:` : `${kind}: ${Math.floor(percentDone * 100)} %`,
    bytesTotal === undefined ? size(bytesDone) : `${size(bytesDone)} of ${size(bytesTotal)}`,
    `${filesDone.toLocaleString("en")} files`,
    secondsRemaining === undefined || secondsRemaining === 0
      ? ""
      : `about ${duration(secondsRemaining)} left`,
    errorCount === 0 ? "" : `${errorCount} unreadable`,
  ]
    .filter((part) => part !== "")
    .join("  ");
}
