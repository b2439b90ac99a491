import { readFile, statfs } from "node:fs/promises";
import { isAbsolute, parse, relative } from "node:path";
import { mountPoints } from "./mount-points.ts";

export type Disk = { mountPath: string; freeBytes: number };

/** The disk that holds a path, by the name under which people know it: where it is mounted. */
export async function diskOf(path: string): Promise<Disk> {
  return { mountPath: await mountOf(path), freeBytes: await freeBytesOn(path) };
}

export async function freeBytesOn(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

async function mountOf(path: string): Promise<string> {
  if (process.platform !== "linux") {
    const volume = /^\/Volumes\/[^/]+/.exec(path)?.[0];
    return volume ?? parse(path).root;
  }
  const mounts = mountPoints(await readFile("/proc/self/mounts", "utf8").catch(() => ""));
  const holding = mounts.map(({ path: mount }) => mount).filter((mount) => holdsPath(mount, path));
  return holding.sort((one, two) => two.length - one.length)[0] ?? "/";
}

export function holdsPath(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith("../") || way.startsWith("..\\") || isAbsolute(way));
}
