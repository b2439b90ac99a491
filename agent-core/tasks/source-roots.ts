import { lstat, stat } from "node:fs/promises";
import { join, normalize, parse, sep } from "node:path";
import { type PathToken, tokenOf } from "#contract/source-path";
import type { BackupSpec } from "#contract/task";
import { holdsPath } from "../facts/disk-of.ts";
import { ABSENT, lookAt } from "../facts/drive-answers.ts";
import { type Folder, follow } from "./follow-links.ts";

/** `present` holds what the links among them lead to as well; `silent` lie on a drive that says nothing at all. */
export type Roots = {
  present: Folder[];
  missing: string[];
  silent: string[];
  /** What some of several people do not have, where others do. */
  passedOver: string[];
};
export type PlaceOf = (token: PathToken) => string;
/** One, or everybody who works at this computer, where the program is its service. */
export type People = readonly PlaceOf[];

/** The folders of a backup on this machine, and which of them are not there: looked at by us, for restic may call that success. */
export async function findRoots(people: People, spec: BackupSpec): Promise<Roots> {
  const found = await Promise.all(spec.include.map((path) => lookFor(resolvePath(people, path))));
  const needed = found.filter((_, index) => !isOptional(people, spec, spec.include[index]));
  const present = await Promise.all(placesIn(found.map((one) => one.present)).map(follow));
  for (const { real } of present.filter(({ isLink }) => isLink))
    if (!(await isSavedWith(present, real, spec))) present.push(await follow(real));
  return {
    present,
    missing: placesIn(needed.filter((one) => !isFound(one)).map(({ missing }) => missing)),
    passedOver: placesIn(needed.filter(isFound).map(({ missing }) => missing)),
    silent: placesIn(needed.map(({ silent }) => silent)),
  };
}

const placesIn = (lists: string[][]) => [...new Set(lists.flat())];

/** By what the policy says: two of its paths may lie in one place of somebody. For one person the place may be written otherwise. */
function isOptional(people: People, { optionalPaths }: BackupSpec, path = ""): boolean {
  if (optionalPaths.includes(path)) return true;
  if (people.length !== 1) return false;
  const places = resolvePath(people, path);
  return optionalPaths.some((other) => resolvePath(people, other)[0] === places[0]);
}

type Found = Record<"present" | "missing" | "silent", string[]>;

async function lookFor(paths: readonly string[]): Promise<Found> {
  const found: Found = { present: [], missing: [], silent: [] };
  const whys = await Promise.all(paths.map(absenceOf));
  for (const [index, path] of paths.entries()) found[whys[index] ?? "present"].push(path);
  return found;
}

/** Of the folders of several people not everybody has each. */
function isFound({ present, silent }: Found): boolean {
  return present.length + silent.length > 0;
}

async function absenceOf(path: string): Promise<"missing" | "silent" | undefined> {
  const found = await lookAt(path);
  if (found === undefined) return "silent";
  return found.isAbsent ? "missing" : undefined;
}

/** A folder that holds the place does not bring it along where each is to stay on its own file system. */
async function isSavedWith(
  present: readonly Folder[],
  target: string,
  { excludeOptions }: BackupSpec,
): Promise<boolean> {
  for (const { path } of present.filter((one) => holdsPath(one.path, target)))
    if (!excludeOptions.oneFileSystem || (await deviceOf(path)) === (await deviceOf(target))) return true;
  return false;
}

async function deviceOf(path: string): Promise<number | undefined> {
  return (await lstat(path).catch(() => undefined))?.dev;
}

/** Where a path of a policy is here: for each of the people, where it begins with a token. */
export function resolvePath(people: People, path: string): string[] {
  const token = tokenOf(path);
  if (token === undefined) return [plainPath(path)];
  return [...new Set(people.map((placeOf) => plainPath(join(placeOf(token.token), token.rest))))];
}

function plainPath(path: string): string {
  const plain = normalize(path);
  // With its last separator a link would pass for the folder that it leads to, which restic does not take it for.
  return plain.endsWith(sep) && plain !== parse(plain).root ? plain.slice(0, -1) : plain;
}

/** A link whose end is missing is a drive that is not plugged in. What may not be looked at is restic's to report. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !ABSENT.has((error as NodeJS.ErrnoException).code ?? "");
  }
}
