import type { DiskFact } from "#contract/agent-protocol";
import { askDrive } from "./ask-drive.ts";
import type { MountPoint } from "./mount-points.ts";
import { isOnNetwork } from "./network-mount.ts";

const ASKING_MS = 3_000;
const LEFT_ALONE_MS = 10 * 60_000;

/** Network drives with their space. A server that is gone hangs whoever asks, so a program of its own asks, and for a while nobody after that. */
export function createNetworkDisks(askingMs = ASKING_MS) {
  const silent = new Map<string, number>();

  async function sizeOf({ path }: MountPoint): Promise<DiskFact | undefined> {
    const since = silent.get(path);
    if (since !== undefined && performance.now() - since < LEFT_ALONE_MS) return undefined;
    const fact = parseDf((await askDrive(["df", "-Pk", "--", path], askingMs)) ?? "", path);
    if (fact === undefined) silent.set(path, performance.now());
    else silent.delete(path);
    return fact;
  }

  return {
    list: async (mounts: readonly MountPoint[]): Promise<DiskFact[]> => {
      const network = mounts.filter((mount) => isOnNetwork(mount) && mount.type !== "autofs").slice(0, 20);
      const facts = await Promise.all(network.map(sizeOf));
      return facts.filter((fact) => fact !== undefined);
    },
  };
}

/** The second line: device, blocks of 1024 bytes, used, available, share, place. */
export function parseDf(text: string, mountPath: string): DiskFact | undefined {
  const [, total, , free] = /\s(\d+)\s+(\d+)\s+(\d+)\s+\d+%/.exec(text.split("\n")[1] ?? "") ?? [];
  if (total === undefined || free === undefined) return undefined;
  return { mountPath, totalBytes: Number(total) * 1_024, freeBytes: Number(free) * 1_024, kind: "network" };
}
