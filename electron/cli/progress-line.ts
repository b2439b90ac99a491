import type { Task } from "#contract/tasks";
import { amount, duration, size } from "./words.ts";

/** What a terminal shows while a task goes on. */
export function progressLine({ kind, progress, status }: Pick<Task, "kind" | "progress" | "status">): string {
  if (status !== "running") return `${kind}: waiting for its turn`;
  if (progress === null || (progress.bytesDone === 0 && progress.filesDone === 0)) return `${kind}: starting`;
  const { percentDone, bytesDone, bytesTotal, filesDone, secondsRemaining, errorCount } = progress;
  const parts = [
    percentDone === undefined ? "" : `${Math.floor(percentDone * 100)} %`,
    bytesTotal === undefined ? size(bytesDone) : `${size(bytesDone)} of ${size(bytesTotal)}`,
    amount(filesDone, "file"),
    secondsRemaining === undefined || secondsRemaining === 0
      ? ""
      : `about ${duration(secondsRemaining)} left`,
    errorCount === 0 ? "" : `${errorCount} unreadable`,
  ];
  return `${kind}: ${parts.filter((part) => part !== "").join("  ")}`;
}
