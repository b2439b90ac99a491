import type { Progress } from "#contract/outcome";
import type { StatusMessage } from "../restic/messages.ts";

export function backupProgress(status: StatusMessage, errorCount: number): Progress {
  const { percent_done, total_files, total_bytes, seconds_remaining, current_files } = status;
  return {
    phase: total_files === undefined ? "scanning" : "backing-up",
    filesDone: whole(status.files_done),
    bytesDone: whole(status.bytes_done),
    errorCount: Math.max(errorCount, whole(status.error_count)),
    ...(percent_done === undefined ? {} : { percentDone: clamp(percent_done) }),
    ...(total_files === undefined ? {} : { filesTotal: whole(total_files) }),
    ...(total_bytes === undefined ? {} : { bytesTotal: whole(total_bytes) }),
    ...(seconds_remaining === undefined ? {} : { secondsRemaining: whole(seconds_remaining) }),
    ...(current_files === undefined
      ? {}
      : { currentFiles: current_files.slice(0, 8).map((path) => path.slice(0, 8_000)) }),
  };
}

export function restoreProgress(status: StatusMessage, errorCount: number): Progress {
  const { percent_done, total_files, total_bytes, seconds_remaining } = status;
  return {
    phase: "restoring",
    filesDone: whole(status.files_restored) + whole(status.files_skipped),
    bytesDone: whole(status.bytes_restored) + whole(status.bytes_skipped),
    errorCount,
    ...(percent_done === undefined ? {} : { percentDone: clamp(percent_done) }),
    ...(total_files === undefined ? {} : { filesTotal: whole(total_files) }),
    ...(total_bytes === undefined ? {} : { bytesTotal: whole(total_bytes) }),
    ...(seconds_remaining === undefined ? {} : { secondsRemaining: whole(seconds_remaining) }),
  };
}

/** Counts of a phase that restic says nothing about. */
export function phase(name: string): Progress {
  return { phase: name, filesDone: 0, bytesDone: 0, errorCount: 0 };
}

function whole(value: number | undefined): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(value ?? 0)));
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
