import { readdir, readFile, statfs } from "node:fs/promises";
import type { DiskFact } from "#contract/agent-protocol";
import { mountPoints } from "./mount-points.ts";

/** File systems on disks of this machine. Network ones are left out: asking a server that is gone would hang. */
const ON_DISK = new Set([
  "apfs",
  "bcachefs",
  "btrfs",
  "exfat",
  "ext2",
  "ext3",
  "ext4",
  "f2fs",
  "fuseblk",
  "jfs",
  "ntfs",
  "ntfs3",
  "reiserfs",
  "vfat",
  "xfs",
  "zfs",
]);

export async function listDisks(platform: NodeJS.Platform = process.platform): Promise<DiskFact[]> {
  const facts = await Promise.all((await mountPaths(platform)).slice(0, 200).map(sizeOf));
  return facts.filter((fact) => fact !== undefined);
}

async function mountPaths(platform: NodeJS.Platform): Promise<string[]> {
  if (platform === "linux") return parseMounts(await readFile("/proc/self/mounts", "utf8").catch(() => ""));
  if (platform === "win32") return [..."CDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
  const volumes = await readdir("/Volumes").catch(() => []);
  return ["/", ...volumes.map((name) => `/Volumes/${name}`)];
}

/** Each disk once, at the first place where it is mounted. */
export function parseMounts(mounts: string): string[] {
  const byDevice = new Map<string, string>();
  for (const { device, path, type } of mountPoints(mounts)) {
    if (ON_DISK.has(type) && !byDevice.has(device)) byDevice.set(device, path);
  }
  return [...byDevice.values()];
}

async function sizeOf(mountPath: string): Promise<DiskFact | undefined> {
  try {
    const { bsize, blocks, bavail } = await statfs(mountPath);
    return { mountPath, totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch {
    return undefined;
  }
}
