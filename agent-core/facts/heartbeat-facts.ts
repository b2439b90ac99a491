import { freemem, loadavg, totalmem, uptime } from "node:os";
import type { HeartbeatBody } from "#contract/agent-protocol";
import { listDisks } from "./disks.ts";
import { localZone } from "./host-identity.ts";
import { readPower } from "./power.ts";

type Known = Pick<HeartbeatBody, "appVersion" | "resticVersion" | "sentAt" | "running" | "folders">;

export async function heartbeatFacts(known: Known): Promise<HeartbeatBody> {
  const power = await readPower();
  return {
    ...known,
    uptimeSeconds: uptime(),
    timeZone: localZone(),
    disks: await listDisks(),
    memory: { totalBytes: totalmem(), freeBytes: freemem() },
    load: loadavg()[0] ?? 0,
    ...(power && { power }),
  };
}
