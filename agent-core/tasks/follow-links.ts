import { lstat, readlink, realpath } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { followedUpTo, type Located } from "../facts/real-place.ts";
import { literalPattern } from "../restic/names.ts";

/** What is a link leads to its real place. */
export type Folder = Located & { isLink: boolean };

/** Where a folder leads, and whether it is a link itself: restic would save the link alone and call that a success. */
export async function follow(path: string): Promise<Folder> {
  const real = await realpath(path).catch(() => undefined);
  // Without a link on the whole way to it there is none at its end.
  if (real === path) return { path, real, isLink: false };
  const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;
  if (real !== undefined) return { path, real, isLink };
  const there = isLink ? resolve(dirname(path), await readlink(path)) : await followedUpTo(path);
  return { path, real: there, isLink };
}

/** An exclusion that names a place by way of a link holds for that place as it is, too: in its turn, for the last word counts. */
export function excludesThrough(folders: readonly Folder[], exclude: readonly string[]): string[] {
  const links = folders.filter(({ isLink }) => isLink);
  return exclude.flatMap((pattern) => [pattern, ...links.flatMap((link) => through(link, pattern))]);
}

function through({ path, real }: Folder, pattern: string): string[] {
  const not = pattern.startsWith("!") ? "!" : "";
  const named = pattern.slice(not.length);
  const way = [path, literalPattern(path)].find((start) => named.startsWith(start + sep));
  return way === undefined ? [] : [not + literalPattern(real) + named.slice(way.length)];
}
