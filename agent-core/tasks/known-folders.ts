import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PathToken } from "#contract/source-path";
import type { PlaceOf } from "./source-roots.ts";
import { askWindowsFolders, type NamedFolders } from "./windows-folders.ts";

type Named = Exclude<PathToken, "home">;

const ENGLISH: Record<Named, string> = {
  desktop: "Desktop",
  documents: "Documents",
  pictures: "Pictures",
  downloads: "Downloads",
};
const XDG: Record<Named, string> = {
  desktop: "DESKTOP",
  documents: "DOCUMENTS",
  pictures: "PICTURES",
  downloads: "DOWNLOAD",
};

type Where = {
  platform?: NodeJS.Platform;
  /** Where the desktop of a Linux user keeps the names of its folders. */
  configHome?: string | undefined;
  windowsFolders?: () => Promise<NamedFolders>;
};

/** Where a person's folders are: Linux desktops keep translated names in a file, Windows moves them; elsewhere the names on disk are English. */
export async function knownFolders(home: string, where: Where = {}): Promise<PlaceOf> {
  const { platform = process.platform, configHome, windowsFolders = askWindowsFolders } = where;
  const named =
    platform === "win32"
      ? await windowsFolders()
      : await xdgFolders(home, configHome ?? join(home, ".config"));
  return (token) => (token === "home" ? home : (named[token] ?? join(home, ENGLISH[token])));
}

async function xdgFolders(home: string, configHome: string): Promise<NamedFolders> {
  const userDirs = await readFile(join(configHome, "user-dirs.dirs"), "utf8").catch(() => "");
  const found = Object.entries(XDG).map(([token, name]) => {
    const set = new RegExp(`^XDG_${name}_DIR="(.+)"$`, "m").exec(userDirs)?.[1];
    return [token, set?.replace(/^\$HOME(?=\/|$)/, home)];
  });
  return Object.fromEntries(found.filter(([, path]) => path !== undefined));
}
