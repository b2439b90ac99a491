import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { repositoryKind } from "./repository-place.ts";
import { byId, count, id, instant } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const stolenReport = z.object({
  agentId: id,
  hostname: z.string(),
  /** Whose credentials the machine had: each has to get new ones, and how. */
  repositories: z.array(z.object({ id, name: z.string(), kind: repositoryKind, change: z.array(told) })),
  /** Snapshots there that no run reported, newest first; others may have made them with the stolen credentials. */
  unknownSnapshots: z.array(
    z.object({ repositoryId: id, id: z.string(), hostname: z.string(), time: instant, firstSeenAt: instant }),
  ),
  unknownSnapshotCount: count,
});
export type StolenReport = z.infer<typeof stolenReport>;

export const reportStolen = endpoint({
  method: "POST",
  path: `${API}/agents/:id/stolen`,
  access: "admin",
  summary: "Shut a stolen machine out, and list what it could reach; can be asked again",
  params: byId,
  reply: stolenReport,
});
