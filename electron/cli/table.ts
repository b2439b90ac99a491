import { sayAgain } from "#contract/words/say";

/** Columns under headings, aligned, the last one as long as it is. */
export function table(headings: string[], rows: string[][]): string {
  const lines = [headings.map(sayAgain), ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const widthOf = (cell = "") => [...cell].length;
