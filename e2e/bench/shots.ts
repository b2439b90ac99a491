import { API } from "#contract/version";
import type { Shot } from "./load.ts";

/** What a machine sends all the time; `n` makes one differ from another. */
export function heartbeatShot(agentId: string, bearer: string, n: number): Shot {
  const body = JSON.stringify({
    ...{ appVersion: "0.1.0", resticVersion: "0.19.1", uptimeSeconds: n, timeZone: "UTC", running: [] },
    sentAt: new Date().toISOString(),
    disks: [{ mountPath: "/", totalBytes: 1e12, freeBytes: 5e11 }],
  });
  return { method: "POST", path: `${API}/agents/${agentId}/heartbeat`, bearer, body };
}

export function pollShot(agentId: string, bearer: string, waitSeconds: number): Shot {
  return { method: "GET", path: `${API}/agents/${agentId}/tasks?wait=${waitSeconds}`, bearer };
}

/** Heartbeats and polls that are answered at once, in turn. */
export const beatOrPoll = (agentId: string, bearer: string, n: number): Shot =>
  n % 2 === 1 ? pollShot(agentId, bearer, 0) : heartbeatShot(agentId, bearer, n);
