import { lstat } from "node:fs/promises";
import { join, normalize } from "node:path";
import { type PathToken, tokenOf } from "#contract/source-path";
import type { BackupSpec } from "#contract/task";

export type Roots = { present: string[]; missing: string[] };
export type PlaceOf = (token: PathToken) => string;

/** The folders of a backup on this machine, and which of them are not there: looked at by us, for restic may call that success. */
export async function findRoots(placeOf: PlaceOf, spec: BackupSpec): Promise<Roots> {
  const optional = new Set(spec.optionalPaths.map((path) => resolvePath(placeOf, path)));
  const present: string[] = [];
  const missing: string[] = [];
  for (const path of new Set(spec.include.map((one) => resolvePath(placeOf, one)))) {
    if (await isThere(path)) present.push(path);
    else if (!optional.has(path)) missing.push(path);
  }
  return { present, missing };
}

export function resolvePath(placeOf: PlaceOf, path: string): string {
  const token = tokenOf(path);
  return normalize(token === undefined ? path : join(placeOf(token.token), token.rest));
}

/** What is there but may not be looked at is restic's to report. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}
