import type { StopReason } from "../stop-signal.ts";
import type { ResticLine } from "./run-restic.ts";

const RETRYING = /^\w+\(.*\) returned error, retrying after /;
/** What no waiting cures; restic itself would go on for a quarter of an hour. */
const HOPELESS =
  /x509:|tls: failed to verify|bucket does not exist|server gave HTTP response to HTTPS client|first record does not look like a TLS|Access Key Id you provided|signature we calculated does not match/;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type WatchdogLimits = {
  /** No progress for this long is a stall; 0 switches it off. */
  stallMs: number;
  /** How long restic may retry before it has opened the repository; it would itself go on for 15 minutes. */
  openingMs: number;
  /** What comes after the summary it does without a word. */
  isQuietAfterSummary?: boolean;
};

/** Looks at what restic achieves, not at whether it talks: a stalled backup goes on printing its status. */
export function createWatchdog(
  { stallMs, openingMs, isQuietAfterSummary = false }: WatchdogLimits,
  stop: (reason: StopReason) => void,
) {
  const stalled =
    stallMs > 0 ? setTimeout(() => stop("stalled"), Math.min(stallMs, LONGEST_TIMER_MS)) : undefined;
  let opening: NodeJS.Timeout | undefined;
  let opened = false;
  let lastProgress = "";
  let isWatched = true;

  function isOpen(): void {
    opened = true;
    clearTimeout(opening);
  }

  function seeProgress(line: ResticLine): void {
    const progress = progressOf(line);
    if (progress !== undefined && progress === lastProgress) return;
    lastProgress = progress ?? lastProgress;
    stalled?.refresh();
  }

  return {
    /** Part of an answer that is not read line by line. */
    seeOutput(): void {
      isOpen();
      stalled?.refresh();
    },
    see(line: ResticLine): void {
      if (line.stream === "stderr" && RETRYING.test(line.text)) {
        if (opened) return;
        if (HOPELESS.test(line.text)) stop("unreachable");
        else opening ??= setTimeout(() => stop("unreachable"), openingMs);
        return;
      }
      if (line.stream === "stdout") isOpen();
      if (isQuietAfterSummary && line.message?.message_type === "summary") {
        isWatched = false;
        clearTimeout(stalled);
      }
      if (isWatched) seeProgress(line);
    },
    end(): void {
      clearTimeout(stalled);
      clearTimeout(opening);
    },
  };
}

function progressOf({ message }: ResticLine): string | undefined {
  if (message?.message_type !== "status") return undefined;
  const { files_done, bytes_done, total_files, total_bytes, files_restored, bytes_restored } = message;
  return [files_done, bytes_done, total_files, total_bytes, files_restored, bytes_restored].join(" ");
}
