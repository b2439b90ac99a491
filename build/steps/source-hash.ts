import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Changes when a file below these places changes, comes or goes. A place that is not there counts as empty. */
export function sourceHash(root: string, places: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of places.flatMap((place) => filesBelow(root, place)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(root: string, place: string): string[] {
  const found = statSync(join(root, place), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [place];
  return readdirSync(join(root, place)).flatMap((entry) => filesBelow(root, `${place}/${entry}`));
}
