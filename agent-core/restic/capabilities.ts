import { isAtLeast } from "./find-restic.ts";

/** What restic can do only from a version on; everything else is there from the oldest one that Holdfast takes. */
const SINCE = {
  "exclude-cloud-files": "0.18.0",
} as const;
export type Capability = keyof typeof SINCE;

export function can(version: string, capability: Capability): boolean {
  return isAtLeast(version, SINCE[capability]);
}
