import type { LogLevel } from "#contract/runs";
import { type SummaryMessage, wordsOf } from "../restic/messages.ts";
import type { ResticLine } from "../restic/run-restic.ts";

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

function describeSummary(summary: SummaryMessage): string {
  const numbers = Object.entries(summary)
    .filter(([, value]) => typeof value === "number" || typeof value === "string")
    .filter(([name]) => name !== "message_type")
    .map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
  return `Summary: ${numbers.join(", ")}`;
}
