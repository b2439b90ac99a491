import { realpathSync } from "node:fs";
import { isKnownZone } from "#contract/values";

/**
 * The zone that this machine is in. The runtime knows none where `TZ` is set to nothing or to a file, as `:/etc/localtime`: then it is
 * that of the system, and else UTC.
 */
export function localZone(file = "/etc/localtime"): string {
  const { timeZone } = new Intl.DateTimeFormat("en-US").resolvedOptions();
  if (isKnownZone(timeZone)) return timeZone;
  const ofSystem = zoneOfFile(file);
  return isKnownZone(ofSystem) ? ofSystem : "UTC";
}

/** A link into the database of zones, whose files bear their names. */
function zoneOfFile(file: string): string | undefined {
  try {
    return /\/zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(realpathSync(file))?.[1];
  } catch {
    return undefined;
  }
}
