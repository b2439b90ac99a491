import { statfs } from "node:fs/promises";
import { isAbsolute, parse, relative } from "node:path";
import { readMounts } from "./mount-points.ts";

export type Disk = { mountPath: string; freeBytes: number };

/** The disk that holds a path, by the name under which people know it: where it is mounted. */
export async function diskOf(path: string): Promise<Disk> {
  const { bavail, bsize } = await statfs(path);
  return { mountPath: mountOf(path), freeBytes: bavail * bsize };
}

function mountOf(path: string): string {
  if (process.platform !== "linux") {
    const volume = /^\/Volumes\/[^/]+/.exec(path)?.[0];
    return volume ?? parse(path).root;
  }
  const holding = readMounts()
    .map(({ path: mount }) => mount)
    .filter((mount) => holdsPath(mount, path));
  return holding.sort((one, two) => two.length - one.length)[0] ?? "/";
}

export function holdsPath(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith("../") || way.startsWith("..\\") || isAbsolute(way));
}
