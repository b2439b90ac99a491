/** The lines of a CSV file with a head, by the names of their columns; quotes as RFC 4180 has them. */
export function readCsv(text: string): Record<string, string>[] {
  const [head = [], ...lines] = text
    .split("\r\n")
    .filter((line) => line !== "")
    .map(cellsOf);
  return lines.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ""])));
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
