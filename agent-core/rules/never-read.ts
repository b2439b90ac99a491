import { holdsPath } from "../facts/disk-of.ts";
import type { Located } from "../facts/real-place.ts";
import { literalPattern } from "../restic/names.ts";

type Kept = { refusal: string } | { closed: string[]; exclude: string[] };
type Within = { swallowed?: { root: string; by: string }; found: string[] };

/** What of the folders must not be read: a sentence where that is all of one, else the places and patterns that keep restic out of them. */
export function keepOut(neverRead: readonly Located[], roots: readonly Located[]): Kept {
  const { swallowed, found } = placesWithin(neverRead, roots);
  if (swallowed !== undefined)
    return {
      refusal: `The local rules of this machine say that ${swallowed.by} is never read, so ${swallowed.root} was not backed up, nor the rest. Take it out of the policy.`,
    };
  return { closed: found, exclude: found.map((path) => literalPattern(path)) };
}

/** Where places lie in the folders, however links lead there; `swallowed` is a folder that lies in one of them itself. */
export function placesWithin(places: readonly Located[], roots: readonly Located[]): Within {
  const found = new Set<string>();
  for (const { path: root, real: realRoot } of roots) {
    for (const { path, real } of places) {
      if (holdsPath(real, realRoot) || holdsPath(path, root))
        return { swallowed: { root, by: path }, found: [...found] };
      if (holdsPath(realRoot, real)) found.add(root + real.slice(realRoot.length));
      if (holdsPath(root, path)) found.add(path);
    }
  }
  return { found: [...found] };
}
