import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { driveAnswers } from "./drive-answers.ts";

const LINK_MS = 10_000;

/** Where a path really lies, links followed as far as it exists; on a drive that is silent as it is written. */
export async function realPlace(path: string): Promise<string> {
  if (!(await driveAnswers(path, LINK_MS))) return resolve(path);
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined) return join(real, ...missing);
    if (dirname(at) === at) return resolve(path);
    missing.unshift(basename(at));
  }
}
