import type { LogLevel, LogLine } from "#contract/runs";

const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) (debug|info|warn|error) (.*)$/s;
const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

export function parseLogLines(seq: number, text: string): LogLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => {
    const [, at, level, rest] = LINE.exec(line) ?? [];
    return { seq, at: at ?? null, level: (level ?? "info") as LogLevel, text: rest ?? line };
  });
}

export function isAtLeast(line: LogLine, level: LogLevel): boolean {
  return RANK[line.level] >= RANK[level];
}
