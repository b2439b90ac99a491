import { MINIMUM_RESTIC } from "#contract/version";
import { createStopSwitch } from "../stop-signal.ts";
import { resticEnvironment, type WorkFolders } from "./environment.ts";
import { runRestic } from "./run-restic.ts";

export type FoundRestic =
  | { state: "ready"; path: string; version: string }
  | { state: "too-old"; path: string; version: string }
  | { state: "missing"; tried: string[] };

type Deps = { inherited: Record<string, string>; folders: WorkFolders };

/** The first candidate that is new enough; else the first that runs at all. */
export async function findRestic(deps: Deps, candidates: string[]): Promise<FoundRestic> {
  let old: FoundRestic | undefined;
  for (const path of candidates) {
    const version = await versionOf(deps, path);
    if (version === undefined) continue;
    if (isAtLeast(version, MINIMUM_RESTIC)) return { state: "ready", path, version };
    old ??= { state: "too-old", path, version };
  }
  return old ?? { state: "missing", tried: candidates };
}

/** Asks again only as long as the answer is bad, so that a restic that is installed later is found. */
export function createResticFinder(deps: Deps, candidates: string[]) {
  let found: Promise<FoundRestic> | undefined;
  return async (): Promise<FoundRestic> => {
    const known = await found;
    if (known?.state === "ready") return known;
    found = findRestic(deps, candidates);
    return await found;
  };
}

/** `restic version` in words: the one form that is the same in every version. */
export async function versionOf({ inherited, folders }: Deps, path: string): Promise<string | undefined> {
  const stop = createStopSwitch();
  const timer = setTimeout(stop.stop, 10_000, "timed-out");
  let version: string | undefined;
  const end = await runRestic({
    program: path,
    args: ["version"],
    environment: resticEnvironment(inherited, folders),
    cwd: folders.tmpDir,
    stop,
    onLine: ({ text }) => {
      version ??= parseVersion(text);
    },
  });
  clearTimeout(timer);
  return end.exitCode === 0 ? version : undefined;
}

export function parseVersion(line: string): string | undefined {
  return /^restic (\d+\.\d+\.\d+)\S* compiled with/.exec(line)?.[1];
}

export function isAtLeast(version: string, minimum: string): boolean {
  const [have, want] = [version, minimum].map((text) => text.split(".").map(Number)) as [number[], number[]];
  for (const [index, part] of want.entries()) {
    const difference = (have[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
