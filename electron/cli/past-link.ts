import { lstatSync, realpathSync } from "node:fs";

/** A folder that is a link was saved as what it leads to: that is where its files are in the snapshot. */
export function pastLink(path: string, saved: readonly string[]): string {
  const link = saved.find((root) => path.startsWith(`${root}/`) && isLink(root));
  if (link === undefined) return path;
  const target = realpathSync(link);
  return saved.includes(target) ? target + path.slice(link.length) : path;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
