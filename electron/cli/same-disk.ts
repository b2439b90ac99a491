import { statSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";
import type { RepositoryPlace } from "#contract/repository-place";

/** Whether a disk that dies takes files and backups at once. */
export function isOnSameDisk(place: RepositoryPlace, include: readonly string[]): boolean {
  if (place.kind !== "fs") return false;
  const disk = diskOf(place.path);
  return disk !== undefined && include.some((path) => isAbsolute(path) && diskOf(path) === disk);
}

/** Of the nearest folder that is there. */
function diskOf(path: string): number | undefined {
  for (let at = path; ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false })?.dev;
    if (found !== undefined || dirname(at) === at) return found;
  }
}
