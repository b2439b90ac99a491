import { homedir } from "node:os";
import { relative } from "node:path";
import { policyName } from "#contract/policies";
import { previewSchedule } from "#contract/schedule";
import { environmentOfProcess } from "../core/config.ts";
import { exitCodes, Refusal } from "../core/refusal.ts";
import type { CoreClient } from "./core-client.ts";
import type { Rhythm } from "./ensure-policy.ts";
import { type Location, parseLocation } from "./location.ts";
import { type SignInOptions, withSignIn } from "./sign-in.ts";
import { sourceFolders } from "./source-folders.ts";

export type ProtectOptions = SignInOptions & {
  to: string;
  name?: string;
  every?: string;
  cron?: string;
  passwordFile?: string;
  kit?: string;
  run: boolean;
};

export type Plan = { include: string[]; location: Location; name: string | undefined; rhythm: Rhythm };

/** What is to be set up, with everything refused that can be known to be wrong before anything is. */
export function planProtection(folders: string[], options: ProtectOptions): Plan {
  const home = homedir();
  const include = sourceFolders(folders, { home, cwd: process.cwd() });
  const location = withSignIn(parseLocation(options.to, home), options, environmentOfProcess());
  assertOutside(location, include);
  const { name, every = "1h", cron } = options;
  const fault = name === undefined ? undefined : policyName.safeParse(name).error?.issues[0]?.message;
  if (fault !== undefined) throw new Refusal(`--name: ${fault}.`, exitCodes.usage);
  return { include, location, name, rhythm: cron === undefined ? { every } : { cron } };
}

/** The schedule in words; refuses one that the scheduler does not understand. */
export async function sayRhythm({ call }: CoreClient, rhythm: Rhythm): Promise<string> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { words } = await call(previewSchedule, { body: { ...rhythm, timeZone, count: 1 } });
  return words;
}

/** A repository inside of what it saves would save itself, and grow with every run. */
function assertOutside({ place }: Location, include: string[]): void {
  if (place.kind !== "fs") return;
  const around = include.find((folder) => {
    const way = relative(folder, place.path);
    return way === "" || !/^(\.\.([\\/]|$)|[A-Za-z]:|\/)/.test(way);
  });
  if (around === undefined) return;
  throw new Refusal(
    `The repository ${place.path} would lie inside ${around}, so every backup would save the earlier ones once more. ` +
      "Nothing was set up. Choose a place outside, best on another disk.",
    exitCodes.usage,
  );
}
