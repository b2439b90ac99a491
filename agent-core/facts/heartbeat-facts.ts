import { randomUUID } from "node:crypto";
import { freemem, loadavg, totalmem, uptime } from "node:os";
import type { HeartbeatBody } from "#contract/agent-protocol";
import { listDisks } from "./disks.ts";
import { localZone } from "./local-zone.ts";
import { askMetered } from "./metered.ts";
import { readMounts } from "./mount-points.ts";
import { createNetworkDisks } from "./network-disks.ts";
import { readPower } from "./power.ts";
import { rememberFor } from "./remember-for.ts";

type Known = Pick<
  HeartbeatBody,
  "appVersion" | "resticVersion" | "sentAt" | "running" | "folders" | "restoreWithoutAsking"
>;

const SELDOM_MS = 120_000;

/** How this machine is, to be asked at each heartbeat; what costs a program of its own is asked more seldom. */
export function createHostFacts() {
  const startId = randomUUID();
  const networkDisks = createNetworkDisks();
  const metered = rememberFor(SELDOM_MS, askMetered);
  // On Windows it takes a PowerShell.
  const power = rememberFor(process.platform === "win32" ? SELDOM_MS : 0, readPower);

  return async (known: Known): Promise<HeartbeatBody> => {
    const mounts = readMounts();
    const [onPower, isMetered] = [await power(), await metered()];
    return {
      ...known,
      uptimeSeconds: uptime(),
      startId,
      timeZone: localZone(),
      disks: [...(await listDisks(mounts)), ...(await networkDisks.list(mounts))].slice(0, 200),
      memory: { totalBytes: totalmem(), freeBytes: freemem() },
      load: loadavg()[0] ?? 0,
      ...(onPower && { power: onPower }),
      ...(isMetered !== undefined && { network: { metered: isMetered } }),
    };
  };
}

export type HostFacts = ReturnType<typeof createHostFacts>;
