import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isPattern, type PatternStyle } from "#contract/exclude-pattern";
import { type Excludes, excludesOf } from "#contract/excluded-by";
import type { BackupSpec } from "#contract/task";
import type { Folder } from "./follow-links.ts";

type Spec = Pick<BackupSpec, "exclude" | "excludeOptions">;

const STYLE: PatternStyle = process.platform === "win32" ? "windows" : "unix";

/** A sentence where the exclusions are written wrongly, or leave nothing of a folder: restic calls the latter a success. */
export async function refuseExcludes(
  { exclude, excludeOptions }: Spec,
  folders: readonly Folder[],
  /** As the policy has them, where `exclude` holds more that follow from them. */
  lines = exclude,
  style = STYLE,
): Promise<string | undefined> {
  const named = naming(exclude, lines);
  const wrong = exclude.findIndex((pattern) => !isPattern(pattern, style));
  if (wrong !== -1)
    return `Exclusion ${named(wrong)} is written wrongly: restic does not take it, so nothing was backed up. Correct it in the policy.`;
  const excludes = excludesOf(exclude, style);
  for (const folder of folders) {
    const names = await namesIn(folder);
    const { path } = folder;
    const cause =
      takenOutBy(path, names ?? [], excludes, named) ?? (await markedOut(path, names, excludeOptions));
    if (cause !== undefined)
      return `${cause} leaves nothing of ${path}, so nothing was backed up. Change the exclusions in the policy, or take the folder out of it.`;
  }
  return undefined;
}

/** How people count: from 1, as the lines of the policy's list. */
function naming(exclude: readonly string[], lines: readonly string[]) {
  return (index: number): string => {
    let line = 0;
    for (const pattern of exclude.slice(0, index + 1)) if (pattern === lines[line]) line += 1;
    return `“${exclude[index] ?? ""}” (line ${line})`;
  };
}

function takenOutBy(
  root: string,
  names: readonly string[],
  excludes: Excludes,
  named: (index: number) => string,
): string | undefined {
  const itself = excludes(root);
  if (itself !== undefined) return `Exclusion ${named(itself)}`;
  let first: number | undefined;
  for (const name of names) {
    const by = excludes(join(root, name));
    if (by === undefined) return undefined;
    first ??= by;
  }
  return first === undefined ? undefined : `Exclusion ${named(first)}`;
}

const CACHE_TAG = "CACHEDIR.TAG";

async function markedOut(
  root: string,
  names: readonly string[] | undefined,
  { caches, ifPresent }: Spec["excludeOptions"],
): Promise<string | undefined> {
  const marks = [...ifPresent, ...(caches ? [CACHE_TAG] : [])];
  for (const mark of marks.filter((one) => mayHold(names, one))) {
    const isThere = await lstat(join(root, mark)).then(
      () => true,
      () => false,
    );
    if (isThere) return `The file ${mark}, which excludes the folder that holds it,`;
  }
  return undefined;
}

/** In letters that each file system tells apart in the same way, but for their case. */
const PLAIN = /^[\w.-]+$/;

/** Whether it is worth a look. */
function mayHold(names: readonly string[] | undefined, mark: string): boolean {
  if (names === undefined || !PLAIN.test(mark)) return true;
  return names.some((name) => name.toLowerCase() === mark.toLowerCase());
}

/** What cannot be read is restic's to report. What a link leads to is looked at by itself. */
async function namesIn({ path, isLink }: Folder): Promise<string[] | undefined> {
  return isLink ? undefined : await readdir(path).catch(() => undefined);
}
