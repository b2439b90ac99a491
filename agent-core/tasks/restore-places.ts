import { join } from "node:path";
import type { RestoreSpec } from "#contract/task";
import { driveAnswers } from "../facts/drive-answers.ts";
import { restoreSourceOf } from "./restore-source.ts";

/** Where the files of a restore go: what is in one folder may lie on other drives, as everything does in `/`. */
export function restorePlaces(
  { inPlace, target, paths }: Pick<RestoreSpec, "inPlace" | "target" | "paths">,
  home: string,
): string[] {
  if (!inPlace && target === undefined) return [home];
  const source = restoreSourceOf(paths);
  const folder = inPlace ? source.root : (target ?? home);
  return [...new Set([folder, ...source.includes.map((path) => join(folder, path))])];
}

/** The first of them whose drive says nothing. Asked one after the other: each look at such a drive may hang for ever. */
export async function silentPlace(
  places: readonly string[],
  answers: (path: string) => Promise<boolean> = driveAnswers,
): Promise<string | undefined> {
  for (const place of places) if (!(await answers(place))) return place;
  return undefined;
}
