import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { holdsInSnapshot, rootInSnapshot } from "./path-in-snapshot.ts";

/** A folder that is a link was saved as what it leads to: that is where its files are in the snapshot. */
export function pastLink(path: string, saved: readonly string[]): string {
  const roots = saved.map(rootInSnapshot);
  for (const root of saved) {
    const link = rootInSnapshot(root);
    const target = holdsInSnapshot(link, path) ? targetOf(root) : undefined;
    if (target === undefined) continue;
    const place = rootInSnapshot(target);
    if (roots.some((one) => one !== link && holdsInSnapshot(one, place)))
      return place + path.slice(link.length);
  }
  return path;
}

/** Also where the drive that the link leads to is out, or broken: that is when its files are asked back. */
function targetOf(link: string): string | undefined {
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
  try {
    return realpathSync.native(link);
  } catch {
    return resolve(dirname(link), readlinkSync(link));
  }
}
