import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PathToken } from "#contract/source-path";
import type { PlaceOf } from "./source-roots.ts";

const ENGLISH: Record<Exclude<PathToken, "home">, string> = {
  desktop: "Desktop",
  documents: "Documents",
  pictures: "Pictures",
  downloads: "Downloads",
};
const XDG: Record<Exclude<PathToken, "home">, string> = {
  desktop: "DESKTOP",
  documents: "DOCUMENTS",
  pictures: "PICTURES",
  downloads: "DOWNLOAD",
};

/** Where a person's folders are: Linux desktops keep translated names in a file, elsewhere the names on disk are English. */
export async function knownFolders(home: string, configHome = join(home, ".config")): Promise<PlaceOf> {
  const userDirs = await readFile(join(configHome, "user-dirs.dirs"), "utf8").catch(() => "");
  return (token) => {
    if (token === "home") return home;
    const set = new RegExp(`^XDG_${XDG[token]}_DIR="(.+)"$`, "m").exec(userDirs)?.[1];
    return set?.replace(/^\$HOME(?=\/|$)/, home) ?? join(home, ENGLISH[token]);
  };
}
