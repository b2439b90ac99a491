import { readAtOnce } from "../read-at-once.ts";

export type MountPoint = { device: string; path: string; type: string };

/** What is mounted, where the system lists it; else nothing. */
export function readMounts(): MountPoint[] {
  return mountPoints(readAtOnce("/proc/self/mounts") ?? "");
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
