import { join } from "node:path";
import { MINIMUM_RESTIC } from "#contract/version";
import { takeFromDebian } from "./debian-package.ts";
import { downloadRestic } from "./download-restic.ts";
import { findOnPath, isProgram } from "./find-on-path.ts";
import { programFile, resticFolder } from "./place.ts";
import { currentRelease } from "./restic-release.ts";
import { isNewEnough, resticVersion } from "./restic-version.ts";
import { Trouble } from "./trouble.ts";

export type Restic = { path: string; version: string };

const target = join(resticFolder, programFile("restic"));

/** A restic that is new enough: one that was named, on PATH, fetched before, officially released, or of a newer Debian. */
export async function bringRestic(say: (line: string) => void, named = namedByUser()): Promise<Restic> {
  // One that was named is the only one: another would hide the mistake.
  if (named !== undefined) return await theNamed(named);
  const tried: string[] = [];
  for (const path of findOnPath("restic")) {
    const objection = await objectionTo(path);
    if (objection === undefined) return await described(path);
    tried.push(objection);
  }
  if (tried.length === 0) tried.push("there is no restic on PATH");
  if (isProgram(target) && (await objectionTo(target)) === undefined) return await described(target);
  for (const fetchIt of [fromRelease, fromDebian]) {
    try {
      await fetchIt();
      return await described(target);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tried.push(why);
      say(`restic: ${why}`);
    }
  }
  throw new Trouble(
    `Holdfast needs restic ${MINIMUM_RESTIC} or newer, and none could be found or fetched:\n` +
      `${tried.map((line) => `  - ${line}\n`).join("")}` +
      "Install restic (see restic.net), or name one with HOLDFAST_RESTIC=/path/to/restic, and run the same command again.",
  );
}

const namedByUser = () => process.env["HOLDFAST_RESTIC"] || undefined;

async function fromRelease(): Promise<void> {
  await downloadRestic(currentRelease(), target);
  const objection = await objectionTo(target);
  if (objection !== undefined) throw new Trouble(objection);
}

async function fromDebian(): Promise<void> {
  await takeFromDebian({ name: "restic", file: "usr/bin/restic", target, objection: objectionTo });
}

async function theNamed(path: string): Promise<Restic> {
  const objection = await objectionTo(path);
  if (objection === undefined) return await described(path);
  throw new Trouble(`HOLDFAST_RESTIC is of no use: ${objection}. Correct it or leave it out.`);
}

async function objectionTo(path: string): Promise<string | undefined> {
  const version = await resticVersion(path);
  if (version === undefined) return `${path} is not a restic that runs here`;
  return isNewEnough(version)
    ? undefined
    : `${path} is restic ${version}; it must be ${MINIMUM_RESTIC} or newer`;
}

async function described(path: string): Promise<Restic> {
  return { path, version: (await resticVersion(path)) ?? "?" };
}
