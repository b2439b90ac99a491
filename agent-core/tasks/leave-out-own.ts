import { realpathSync } from "node:fs";
import { type Located, locate } from "../facts/real-place.ts";
import { literalPattern } from "../restic/names.ts";
import { placesWithin } from "../rules/never-read.ts";
import type { TaskContext } from "./task-context.ts";

type Own = {
  folders: Pick<TaskContext["folders"], "cacheDir" | "tmpDir">;
  offer: Pick<TaskContext["offer"], "repository">;
};

/**
 * Patterns that keep the repository out of what it saves, for each backup would hold all earlier ones once more and fill the disk; and
 * restic's own cache with it. A sentence where a folder lies in the repository.
 */
export async function leaveOutOwn(
  { folders: { cacheDir, tmpDir }, offer: { repository } }: Own,
  roots: readonly Located[],
): Promise<{ refusal: string } | { isInside: boolean; exclude: string[] }> {
  const places = repository.kind === "fs" ? await locate([repository.location]) : [];
  const { swallowed, found } = placesWithin(places, roots);
  if (swallowed !== undefined)
    return {
      refusal: `The folder ${swallowed.root} lies in the repository ${swallowed.by} itself, so nothing was backed up. Take it out of the policy, or choose another place for the backups.`,
    };
  const work = placesWithin([cacheDir, tmpDir].map(locateOwn), roots);
  return {
    isInside: found.length > 0,
    exclude: [...found, ...work.found].map((path) => literalPattern(path)),
  };
}

/** This program works in it all the time, and would not get this far on a drive that is silent. */
function locateOwn(path: string): Located {
  try {
    return { path, real: realpathSync.native(path) };
  } catch {
    return { path, real: path };
  }
}
