import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { lanAddress } from "./lan.ts";
import { sixDigits } from "./pairings.ts";
import { id, instant, nothing, wholeList } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

/** What somebody on the network says of itself: true or not, only the six digits tell. */
export const nearbyOrchestrator = z.object({
  orchestratorId: id,
  name: z.string(),
  address: lanAddress,
});
export type NearbyOrchestrator = z.infer<typeof nearbyOrchestrator>;

export const findNearby = endpoint({
  method: "GET",
  path: `${API}/upstream/nearby`,
  access: "admin",
  summary: "Look for orchestrators on the network for a few seconds",
  reply: wholeList(nearbyOrchestrator),
});

export const joining = z.object({
  /**
   * `comparing` until somebody here says that the digits are the same, `confirmed` from then on; the other side says so too before
   * anything is sent.
   */
  state: z.enum(["none", "comparing", "confirmed", "joined", "refused", "expired", "failed"]),
  orchestratorName: z.string().nullable(),
  address: z.string().nullable(),
  digits: sixDigits.nullable(),
  expiresAt: instant.nullable(),
  /** Why this machine did not join; a sentence. */
  problem: told.nullable(),
});
export type Joining = z.infer<typeof joining>;

export const startJoining = endpoint({
  method: "PUT",
  path: `${API}/upstream/pairing`,
  access: "admin",
  summary: "Begin to join an orchestrator that was found on the network; the reply has the six digits",
  body: z.strictObject({ orchestratorId: id, address: lanAddress }),
  reply: joining,
});

export const getJoining = endpoint({
  method: "GET",
  path: `${API}/upstream/pairing`,
  access: "admin",
  summary: "How far joining an orchestrator from the network has come",
  reply: joining,
});

export const confirmJoining = endpoint({
  method: "POST",
  path: `${API}/upstream/pairing/confirm`,
  access: "admin",
  summary: "The orchestrator shows the same six digits; once it says so too, this machine joins",
  reply: joining,
});

export const cancelJoining = endpoint({
  method: "DELETE",
  path: `${API}/upstream/pairing`,
  access: "admin",
  summary: "Stop joining: the digits differ, or somebody thought better of it",
  reply: nothing,
  status: 204,
});
