import type { DiskFact } from "#contract/agent-protocol";
import type { OperatingSystem } from "#contract/values";

const SMALLEST = 8_000_000_000;
/** Where the system itself lives, or what is no disk of a person. */
const OF_THE_SYSTEM =
  /^\/(?:$|(?:boot|dev|efi|etc|nix|proc|run\/(?!media)|snap|sys|tmp|usr|var|System|private)(?:\/|$))/;

export type FoundDisk = { name: string; path: string; freeBytes: number };

/** Disks that a backup could go to: not the one that the files are on. The roomiest first. */
export function foundDisks(disks: readonly DiskFact[], os: OperatingSystem): FoundDisk[] {
  return disks
    .filter(({ mountPath, totalBytes }) => totalBytes >= SMALLEST && !isOfTheSystem(mountPath, os))
    .map(({ mountPath, freeBytes }) => ({
      name: mountPath.split(/[\\/]/).filter(Boolean).at(-1) ?? mountPath,
      path: os === "windows" ? `${mountPath.replace(/\\*$/, "")}\\Holdfast` : `${mountPath}/Holdfast`,
      freeBytes,
    }))
    .sort((one, two) => two.freeBytes - one.freeBytes);
}

function isOfTheSystem(mountPath: string, os: OperatingSystem): boolean {
  return os === "windows" ? /^c:/i.test(mountPath) : OF_THE_SYSTEM.test(mountPath) || mountPath === "/home";
}
