import { holdsPath } from "../facts/disk-of.ts";
import { literalPattern } from "../restic/names.ts";
import { realPlace } from "./refuse-task.ts";

/** What of the folders must not be read: a sentence where that is all of one, else patterns that keep restic out of it. */
export async function keepOut(
  neverRead: readonly string[],
  roots: readonly string[],
): Promise<{ refusal: string } | { exclude: string[] }> {
  const closed = await Promise.all(neverRead.map(async (path) => ({ path, real: await realPlace(path) })));
  const exclude = new Set<string>();
  for (const root of roots) {
    const realRoot = await realPlace(root);
    for (const { path, real } of closed) {
      if (holdsPath(real, realRoot) || holdsPath(path, root))
        return {
          refusal: `The local rules of this machine say that ${path} is never read, so ${root} was not backed up, nor the rest. Take it out of the policy.`,
        };
      if (holdsPath(realRoot, real)) exclude.add(patternOf(root + real.slice(realRoot.length)));
      if (holdsPath(root, path)) exclude.add(patternOf(path));
    }
  }
  return { exclude: [...exclude] };
}

function patternOf(path: string): string {
  return process.platform === "win32" ? path : literalPattern(path);
}
