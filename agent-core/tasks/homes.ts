import { readdir, readFile, stat } from "node:fs/promises";
import { join, parse } from "node:path";
import { driveAnswers } from "../facts/drive-answers.ts";
import { knownFolders } from "./known-folders.ts";
import { isThere, type PlaceOf } from "./source-roots.ts";

/** Accounts of people, as every Linux numbers them; those below belong to services, `nobody` is above. */
const [FIRST_PERSON, LAST_PERSON] = [1_000, 59_999];
const NOBODY =
  /^(\..*|Shared|Guest|lost\+found|Public|Default|Default User|All Users|defaultuser0|WsiAccount)$/i;
const HOME_MS = 5_000;

/** What a computer has that is read to find its people. */
export type Computer = {
  platform: NodeJS.Platform;
  /** Whoever runs this; a service of Windows has a home that is nobody's. */
  ownHome: string;
  /** Where the system keeps homes. */
  homesIn: string;
  /** Whether the drive of a place says anything about it. */
  answers: (path: string) => Promise<boolean>;
  passwd: () => Promise<string>;
};

export function computerOf(platform: NodeJS.Platform, ownHome: string): Computer {
  const homesIn = { win32: join(parse(ownHome).root, "Users"), darwin: "/Users" };
  return {
    platform,
    ownHome,
    homesIn: homesIn[platform as keyof typeof homesIn] ?? "/home",
    answers: (path) => driveAnswers(path, HOME_MS),
    passwd: () => readFile("/etc/passwd", "utf8").catch(() => ""),
  };
}

/** For a service that belongs to nobody: where the folders of everybody are who works at this computer, and its own last. */
export async function foldersOfEverybody(computer: Computer): Promise<PlaceOf[]> {
  const { platform, ownHome, homesIn } = computer;
  const inHomes = (await computer.answers(homesIn)) ? await readdir(homesIn).catch(() => []) : undefined;
  const listed = (inHomes ?? []).filter((name) => !NOBODY.test(name));
  const homes = new Set([
    ...(platform === "linux" ? homesOfPeople(await computer.passwd()) : []),
    ...listed.map((name) => join(homesIn, name)),
  ]);
  const others = [...homes].filter((home) => home !== ownHome);
  const found = await Promise.all(others.map((home) => foldersOf(home, computer)));
  const people = [...(inHomes === undefined ? [allOf(homesIn)] : []), ...found.flat()];
  return platform === "win32" && people.length > 0
    ? people
    : [...people, await knownFolders(ownHome, { platform })];
}

/** Nobody can say what lies there while its drive is silent: a backup that passed it over would be called a success. */
const allOf =
  (home: string): PlaceOf =>
  () =>
    home;

async function foldersOf(home: string, { platform, answers }: Computer): Promise<PlaceOf[]> {
  if (!(await answers(home))) return [allOf(home)];
  if (!(await isFolder(home))) return [];
  const windowsFolders = async () => ({});
  const own = await knownFolders(home, { platform, windowsFolders });
  if (platform !== "win32") return [own];
  // OneDrive takes folders over under names of its own language, and tells only whoever is signed in: all of it counts as them.
  const clouds = (await readdir(home).catch(() => [])).filter((name) => /^OneDrive( - .+)?$/.test(name));
  const inCloud =
    (cloud: string): PlaceOf =>
    (token) =>
      token === "home" || token === "downloads" ? own(token) : join(home, cloud);
  return [own, ...clouds.map(inCloud)];
}

export function homesOfPeople(passwd: string): string[] {
  return passwd.split("\n").flatMap((line) => {
    const [, , uid, , , home, shell] = line.split(":");
    const isPerson =
      Number(uid) >= FIRST_PERSON && Number(uid) <= LAST_PERSON && !/(nologin|false)$/.test(shell ?? "");
    return isPerson && home?.startsWith("/") && home !== "/" ? [home] : [];
  });
}

/** One that cannot be looked at, as a server gives after a restart, is restic's to complain about. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? await isThere(path) : found.isDirectory();
}
