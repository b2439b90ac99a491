import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";

export type Comparison = { files: number; bytes: number; differences: string[] };

/** Compares every file of two folders byte by byte, in both directions. */
export function compareFolders(original: string, copy: string): Comparison {
  const [wanted, found] = [filesBelow(original), filesBelow(copy)];
  const missing = wanted.filter((path) => !found.includes(path)).map((path) => `${path} is missing`);
  const added = found.filter((path) => !wanted.includes(path)).map((path) => `${path} was not there before`);
  let bytes = 0;
  const changed = wanted
    .filter((path) => found.includes(path))
    .filter((path) => {
      const content = readFileSync(join(original, path));
      bytes += content.length;
      return !content.equals(readFileSync(join(copy, path)));
    })
    .map((path) => `${path} has other bytes`);
  return { files: wanted.length, bytes, differences: [...missing, ...added, ...changed] };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join("/"))
    .sort();
}
