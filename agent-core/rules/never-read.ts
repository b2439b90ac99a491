import { holdsPath } from "../facts/disk-of.ts";
import { realPlace } from "../facts/real-place.ts";
import { literalPattern } from "../restic/names.ts";

type Kept = { refusal: string } | { closed: string[]; exclude: string[] };
type Located = { path: string; real: string };
type Within = { swallowed?: { root: string; by: string }; found: string[] };

/** What of the folders must not be read: a sentence where that is all of one, else the places and patterns that keep restic out of them. */
export async function keepOut(neverRead: readonly string[], roots: readonly string[]): Promise<Kept> {
  return await keepOutLocated(await locate(neverRead), roots);
}

/** The same where folders are asked for one by one: a place on a drive that is silent takes its time each time. */
export async function keepOutLocated(neverRead: readonly Located[], roots: readonly string[]): Promise<Kept> {
  const { swallowed, found } = await locatedWithin(neverRead, roots);
  if (swallowed !== undefined)
    return {
      refusal: `The local rules of this machine say that ${swallowed.by} is never read, so ${swallowed.root} was not backed up, nor the rest. Take it out of the policy.`,
    };
  return { closed: found, exclude: found.map((path) => literalPattern(path)) };
}

/** Where places lie in the folders, however links lead there; `swallowed` is a folder that lies in one of them itself. */
export async function placesWithin(places: readonly string[], roots: readonly string[]): Promise<Within> {
  return await locatedWithin(await locate(places), roots);
}

export async function locate(places: readonly string[]): Promise<Located[]> {
  return await Promise.all(places.map(async (path) => ({ path, real: await realPlace(path) })));
}

async function locatedWithin(places: readonly Located[], roots: readonly string[]): Promise<Within> {
  if (places.length === 0) return { found: [] };
  const found = new Set<string>();
  for (const root of roots) {
    const realRoot = await realPlace(root);
    for (const { path, real } of places) {
      if (holdsPath(real, realRoot) || holdsPath(path, root))
        return { swallowed: { root, by: path }, found: [...found] };
      if (holdsPath(realRoot, real)) found.add(root + real.slice(realRoot.length));
      if (holdsPath(root, path)) found.add(path);
    }
  }
  return { found: [...found] };
}
