import { readdir, statfs } from "node:fs/promises";
import type { DiskFact } from "#contract/agent-protocol";
import { isRemovable } from "./disk-kind.ts";
import { driveAnswers } from "./drive-answers.ts";
import type { MountPoint } from "./mount-points.ts";

/** File systems on disks of this machine. Network ones are asked elsewhere: a server that is gone would hang this process. */
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

const ASKING_MS = 3_000;

/** The disks of this machine with their space; on Linux those that can be pulled out are marked. */
export async function listDisks(
  mounts: readonly MountPoint[],
  platform: NodeJS.Platform = process.platform,
): Promise<DiskFact[]> {
  // There nobody says which of them are of another computer.
  if (platform !== "linux") {
    const paths = await mountPaths(platform);
    const answering = await Promise.all(paths.map((path) => driveAnswers(path, ASKING_MS)));
    return await sizesOf(paths.filter((_, index) => answering[index] === true).map((path) => ({ path })));
  }
  return await sizesOf(
    await Promise.all(
      parseMounts(mounts).map(async ({ path, device }) => ({ path, isRemovable: await isRemovable(device) })),
    ),
  );
}

type Place = { path: string; isRemovable?: boolean };

async function sizesOf(places: Place[]): Promise<DiskFact[]> {
  const facts = await Promise.all(places.slice(0, 200).map(sizeOf));
  return facts.filter((fact) => fact !== undefined);
}

async function mountPaths(platform: NodeJS.Platform): Promise<string[]> {
  if (platform === "win32") return [..."CDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
  const volumes = await readdir("/Volumes").catch(() => []);
  return ["/", ...volumes.map((name) => `/Volumes/${name}`)];
}

/** Each disk once, at the first place where it is mounted. */
export function parseMounts(mounts: readonly MountPoint[]): MountPoint[] {
  const byDevice = new Map<string, MountPoint>();
  for (const mount of mounts) {
    if (ON_DISK.has(mount.type) && !byDevice.has(mount.device)) byDevice.set(mount.device, mount);
  }
  return [...byDevice.values()];
}

async function sizeOf({ path, isRemovable: isOut }: Place): Promise<DiskFact | undefined> {
  try {
    const { bsize, blocks, bavail } = await statfs(path);
    const kind = isOut === undefined ? {} : { kind: isOut ? ("removable" as const) : ("fixed" as const) };
    return { mountPath: path, totalBytes: bsize * blocks, freeBytes: bsize * bavail, ...kind };
  } catch {
    return undefined;
  }
}
