import { holdsPath } from "../facts/disk-of.ts";
import { literalPattern } from "../restic/names.ts";
import { realPlace } from "./refuse-task.ts";

/** What of the folders must not be read: a sentence where that is all of one, else the places and patterns that keep restic out of them. */
export async function keepOut(
  neverRead: readonly string[],
  roots: readonly string[],
): Promise<{ refusal: string } | { closed: string[]; exclude: string[] }> {
  const places = await Promise.all(neverRead.map(async (path) => ({ path, real: await realPlace(path) })));
  const found = new Set<string>();
  for (const root of roots) {
    const realRoot = await realPlace(root);
    for (const { path, real } of places) {
      if (holdsPath(real, realRoot) || holdsPath(path, root))
        return {
          refusal: `The local rules of this machine say that ${path} is never read, so ${root} was not backed up, nor the rest. Take it out of the policy.`,
        };
      if (holdsPath(realRoot, real)) found.add(root + real.slice(realRoot.length));
      if (holdsPath(root, path)) found.add(path);
    }
  }
  return { closed: [...found], exclude: [...found].map(patternOf) };
}

function patternOf(path: string): string {
  return process.platform === "win32" ? path : literalPattern(path);
}
