import { lstat, stat } from "node:fs/promises";
import { join, normalize, parse, sep } from "node:path";
import { type PathToken, tokenOf } from "#contract/source-path";
import type { BackupSpec } from "#contract/task";
import { holdsPath } from "../facts/disk-of.ts";
import { driveAnswers } from "../facts/drive-answers.ts";
import { type Link, linkAt } from "./follow-links.ts";

/** `present` holds what the links among them lead to as well; `silent` lie on a drive that says nothing at all. */
export type Roots = { present: string[]; missing: string[]; silent: string[]; links: Link[] };
export type PlaceOf = (token: PathToken) => string;

/** The folders of a backup on this machine, and which of them are not there: looked at by us, for restic may call that success. */
export async function findRoots(placeOf: PlaceOf, spec: BackupSpec): Promise<Roots> {
  const optional = new Set(spec.optionalPaths.map((path) => resolvePath(placeOf, path)));
  const present: string[] = [];
  const absent = { missing: [] as string[], silent: [] as string[] };
  const links: Link[] = [];
  for (const path of new Set(spec.include.map((one) => resolvePath(placeOf, one)))) {
    const why = await absenceOf(path);
    if (why !== undefined) {
      if (!optional.has(path)) absent[why].push(path);
      continue;
    }
    present.push(path);
    const link = await linkAt(path);
    if (link !== undefined) links.push(link);
  }
  for (const { target } of links) if (!(await isSavedWith(present, target, spec))) present.push(target);
  return { present, ...absent, links };
}

async function absenceOf(path: string): Promise<"missing" | "silent" | undefined> {
  if (!(await driveAnswers(path))) return "silent";
  return (await isThere(path)) ? undefined : "missing";
}

/** A folder that holds the place does not bring it along where each is to stay on its own file system. */
async function isSavedWith(
  present: readonly string[],
  target: string,
  { excludeOptions }: BackupSpec,
): Promise<boolean> {
  for (const root of present.filter((one) => holdsPath(one, target)))
    if (!excludeOptions.oneFileSystem || (await deviceOf(root)) === (await deviceOf(target))) return true;
  return false;
}

async function deviceOf(path: string): Promise<number | undefined> {
  return (await lstat(path).catch(() => undefined))?.dev;
}

export function resolvePath(placeOf: PlaceOf, path: string): string {
  const token = tokenOf(path);
  const plain = normalize(token === undefined ? path : join(placeOf(token.token), token.rest));
  // With its last separator a link would pass for the folder that it leads to, which restic does not take it for.
  return plain.endsWith(sep) && plain !== parse(plain).root ? plain.slice(0, -1) : plain;
}

/** Nobody is there, whoever asks. */
export const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/** A link whose end is missing is a drive that is not plugged in. What may not be looked at is restic's to report. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !ABSENT.has((error as NodeJS.ErrnoException).code ?? "");
  }
}
