import { readFile } from "node:fs/promises";

export type MountPoint = { device: string; path: string; type: string };

/** What is mounted, where the system lists it; else nothing. */
export async function readMounts(): Promise<MountPoint[]> {
  return mountPoints(await readFile("/proc/self/mounts", "utf8").catch(() => ""));
}

/** The lines of /proc/self/mounts. */
export function mountPoints(mounts: string): MountPoint[] {
  return mounts.split("\n").flatMap((line) => {
    const [device, path, type] = line.split(" ");
    if (device === undefined || path === undefined || type === undefined) return [];
    return [{ device, path: unescapeOctal(path), type }];
  });
}

function unescapeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
