import { ownRestic } from "./program-files.ts";

/** Where restic may be, best first. One that was named is the only one: another would hide the mistake. */
export function resticCandidates(named: string | undefined): string[] {
  return named === undefined ? [ownRestic(), "restic"] : [named];
}
