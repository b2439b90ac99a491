import { lstat, readlink, realpath } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { literalPattern } from "../restic/names.ts";

export type Link = { path: string; target: string };

/** Where a folder leads that is a link: restic would save the link alone and call that a success. */
export async function linkAt(path: string): Promise<Link | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink() !== true) return undefined;
  const target = await realpath(path).catch(async () => resolve(dirname(path), await readlink(path)));
  return { path, target };
}

/** An exclusion that names a place by way of a link holds for that place as it is, too: in its turn, for the last word counts. */
export function excludesThrough(links: readonly Link[], exclude: readonly string[]): string[] {
  return exclude.flatMap((pattern) => [pattern, ...links.flatMap((link) => through(link, pattern))]);
}

function through({ path, target }: Link, pattern: string): string[] {
  const not = pattern.startsWith("!") ? "!" : "";
  const named = pattern.slice(not.length);
  const way = [path, literalPattern(path)].find((start) => named.startsWith(start + sep));
  return way === undefined ? [] : [not + literalPattern(target) + named.slice(way.length)];
}
