import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { count, id, instant, nothing } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

/** `away` is one that has not answered for 90 seconds; `revoked` one that has shut this machine out. */
export const upstreamState = z.enum(["none", "pending", "connected", "away", "revoked"]);
export type UpstreamState = z.infer<typeof upstreamState>;

export const upstream = z.object({
  state: upstreamState,
  /** What that orchestrator is called. */
  name: z.string().nullable(),
  orchestratorId: id.nullable(),
  /** What this machine is called there. */
  agentId: id.nullable(),
  addresses: z.array(z.string()),
  joinedAt: instant.nullable(),
  lastContactAt: instant.nullable(),
  /** Why it did not answer the last time, or why this machine follows nobody any more; a sentence. */
  problem: told.nullable(),
  /** Policies that it manages here. */
  policyCount: count,
  /** What was done here and has not reached it yet. */
  waiting: z.object({ results: count, reports: count, logChunks: count }),
});
export type Upstream = z.infer<typeof upstream>;

export const getUpstream = endpoint({
  method: "GET",
  path: `${API}/upstream`,
  access: "viewer",
  summary: "The orchestrator that this install follows, and what waits to be delivered to it",
  reply: upstream,
});

export const joinUpstream = endpoint({
  method: "PUT",
  path: `${API}/upstream`,
  access: "admin",
  summary: "Follow another orchestrator, with a join code that it made",
  body: z.strictObject({
    joinCode: z.string().trim().min(1, "is needed").max(8_000),
  }),
  reply: upstream,
});

export const leaveUpstream = endpoint({
  method: "DELETE",
  path: `${API}/upstream`,
  access: "admin",
  summary: "Follow nobody any more: followed policies go, own ones go on, snapshots stay",
  reply: nothing,
  status: 204,
});
