import type { RunSummary } from "#contract/outcome";
import type { SummaryMessage } from "../restic/messages.ts";

const NAMES = {
  files_new: "filesNew",
  files_changed: "filesChanged",
  files_unmodified: "filesUnmodified",
  dirs_new: "dirsNew",
  dirs_changed: "dirsChanged",
  dirs_unmodified: "dirsUnmodified",
  data_added: "dataAddedBytes",
  data_added_packed: "dataAddedPackedBytes",
  total_files_processed: "filesProcessed",
  total_bytes_processed: "bytesProcessed",
  files_restored: "filesRestored",
  bytes_restored: "bytesRestored",
  files_skipped: "filesSkipped",
} as const satisfies Partial<Record<keyof SummaryMessage, keyof RunSummary>>;

/** restic's numbers under our names. Its duration is left out where it is nonsense: 0.18.0 prints minus 292 years for a skipped snapshot. */
export function summaryOf(message: SummaryMessage): RunSummary {
  const summary: RunSummary = {};
  for (const [theirs, ours] of Object.entries(NAMES)) {
    const value = message[theirs];
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) summary[ours] = value;
  }
  const { total_duration } = message;
  if (total_duration !== undefined && total_duration >= 0) summary.durationSeconds = total_duration;
  return summary;
}

/** restic's explicit "nothing changed, no snapshot made": no id, and every count of news is a zero that it printed. */
export function isUnchanged(message: SummaryMessage): boolean {
  const { files_new, files_changed, dirs_new, dirs_changed, data_added, files_unmodified } = message;
  const news = [files_new, files_changed, dirs_new, dirs_changed, data_added];
  return (
    message.snapshot_id === undefined && news.every((count) => count === 0) && (files_unmodified ?? 0) > 0
  );
}
