import type { LogLevel, LogLine } from "#contract/runs";

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** This level and worse. */
export function atLeast(lines: readonly LogLine[], level: LogLevel): LogLine[] {
  return level === "debug" ? [...lines] : lines.filter((line) => RANK[line.level] >= RANK[level]);
}

/** The places of the lines that hold the text, upper and lower case alike. */
export function findLines(lines: readonly LogLine[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap((line, place) => (line.text.toLowerCase().includes(wanted) ? [place] : []));
}

/** One hit further or back, round and round. */
export function step(current: number, by: 1 | -1, total: number): number {
  return total === 0 ? 0 : (current + by + total) % total;
}

export function asText(lines: readonly LogLine[]): string {
  return lines
    .map((line) => [line.at, line.at && line.level, line.text].filter(Boolean).join(" "))
    .join("\n");
}
