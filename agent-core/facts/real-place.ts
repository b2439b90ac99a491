import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { driveAnswers } from "./drive-answers.ts";

/** A path, and where it really lies, links followed. */
export type Located = { path: string; real: string };

const LINK_MS = 10_000;

export async function locate(paths: readonly string[]): Promise<Located[]> {
  return await Promise.all(paths.map(async (path) => ({ path, real: await realPlace(path) })));
}

/** Where a path really lies, links followed as far as it exists; on a drive that is silent as it is written. */
export async function realPlace(path: string): Promise<string> {
  return (await driveAnswers(path, LINK_MS)) ? await followedUpTo(path) : resolve(path);
}

/** The same on a drive that answers. */
export async function followedUpTo(path: string): Promise<string> {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined) return join(real, ...missing);
    if (dirname(at) === at) return resolve(path);
    missing.unshift(basename(at));
  }
}
