import type { LogLevel } from "#contract/runs";
import { type SummaryMessage, wordsOf } from "../restic/messages.ts";
import type { ResticLine } from "../restic/run-restic.ts";
import { files, filesAndFolders } from "./counted.ts";

/** What of restic's output belongs into the log of a run; undefined for status, listings and other answers. */
export function describeLine({
  stream,
  text,
  message,
}: ResticLine): { level: LogLevel; text: string } | undefined {
  switch (message?.message_type) {
    case "error":
      return { level: "error", text: `${message.item ?? ""}: ${wordsOf(message)}` };
    case "exit_error":
      return { level: "error", text: message.message };
    case "summary":
      return { level: "info", text: describeSummary(message) };
    case "status":
    case "initialized":
      return undefined;
    case undefined:
      return stream === "stderr" ? { level: "warn", text } : undefined;
  }
}

/** restic's numbers as a sentence; what they all are is in the run itself. */
function describeSummary(summary: SummaryMessage): string {
  const took = summary.total_duration === undefined ? [] : [`took ${summary.total_duration.toFixed(1)} s`];
  return `Summary: ${[...backupParts(summary), ...restoreParts(summary), ...took].join("; ")}`;
}

function backupParts(summary: SummaryMessage): string[] {
  if (summary.total_files_processed === undefined && summary.files_new === undefined) return [];
  const { files_new = 0, files_changed = 0, files_unmodified = 0, total_files_processed = 0 } = summary;
  const stored = summary.data_added_packed ?? summary.data_added ?? 0;
  return [
    `${files(total_files_processed)}, ${sizeOf(summary.total_bytes_processed ?? 0)}`,
    `${files_new} new, ${files_changed} changed, ${files_unmodified} unchanged`,
    `${sizeOf(stored)} added to the repository`,
  ];
}

function restoreParts(summary: SummaryMessage): string[] {
  if (summary.files_restored === undefined && summary.files_skipped === undefined) return [];
  const { files_restored = 0, files_skipped = 0, bytes_restored = 0 } = summary;
  return [
    `${filesAndFolders(files_restored)} restored, ${sizeOf(bytes_restored)}`,
    `${files_skipped} left as they were`,
  ];
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
/** Making one takes longer than all else that a line costs. */
const formats = new Map<number, Intl.NumberFormat>();

function sizeOf(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1_000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return formatOf(power).format(bytes / 1_000 ** power);
}

function formatOf(power: number): Intl.NumberFormat {
  const known = formats.get(power);
  if (known !== undefined) return known;
  const unit = UNITS[power] ?? "byte";
  const made = new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 });
  formats.set(power, made);
  return made;
}
