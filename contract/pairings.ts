import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { oneLine } from "./one-line.ts";
import { byId, count, id, instant, label, nothing, operatingSystem } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

/** 32 bytes as base64url: a hash, a key or a nonce. */
const bytes32 = z.string().regex(/^[\w-]{43}$/, "32 bytes as base64url");
export const sixDigits = z.string().regex(/^\d{6}$/);

/** So long the digits of one try are worth something. */
export const PAIRING_SECONDS = 120;

export const startPairing = endpoint({
  method: "POST",
  path: `${API}/pairings`,
  access: "nobody",
  summary: "A machine that found this orchestrator on the network binds itself to a key that it shows later",
  body: z.strictObject({
    /** SHA-256 of what `revealPairing` shows. */
    commitment: bytes32,
    hostname: oneLine(255).min(1),
    os: operatingSystem,
  }),
  reply: z.object({
    pairingId: id,
    orchestratorId: id,
    orchestratorName: z.string(),
    nonce: bytes32,
    expiresInSeconds: count,
  }),
  status: 201,
});

export const revealPairing = endpoint({
  method: "POST",
  path: `${API}/pairings/:id/reveal`,
  access: "nobody",
  summary: "The machine shows the key that it bound itself to; both sides know the six digits now",
  params: byId,
  body: z.strictObject({ publicKey: bytes32, nonce: bytes32 }),
  reply: nothing,
  status: 204,
});

/** A join code that only the holder of the machine's key can read. */
export const sealedJoinCode = z.object({
  publicKey: bytes32,
  nonce: z.string().max(32),
  data: z.string().max(8_000),
});
export type SealedJoinCode = z.infer<typeof sealedJoinCode>;

export const getPairing = endpoint({
  method: "GET",
  path: `${API}/pairings/:id`,
  access: "nobody",
  summary: "What became of a try; once it is approved, the sealed join code",
  params: byId,
  reply: z.object({
    state: z.enum(["waiting", "approved", "refused"]),
    sealedJoinCode: sealedJoinCode.nullable(),
  }),
});

export const waitingPairing = z.object({
  id,
  /** What the machine says of itself: nobody has checked it. */
  hostname: z.string(),
  os: operatingSystem,
  address: z.string(),
  digits: sixDigits,
  expiresAt: instant,
  state: z.enum(["waiting", "approved"]),
});
export type WaitingPairing = z.infer<typeof waitingPairing>;

export const discovery = z.object({
  /** Until when other machines find this orchestrator on the network; null while they do not. */
  until: instant.nullable(),
  /** Why it ended before its time, or is not found although it is on; a sentence. */
  problem: told.nullable(),
  pairings: z.array(waitingPairing),
});

export const getDiscovery = endpoint({
  method: "GET",
  path: `${API}/discovery`,
  access: "admin",
  summary:
    "Whether other machines find this orchestrator on the network, and those that wait for a comparison",
  reply: discovery,
});

export const setDiscovery = endpoint({
  method: "PUT",
  path: `${API}/discovery`,
  access: "admin",
  summary: "Let other machines find this orchestrator on the network for a while, or no longer",
  body: z.strictObject({
    enabled: z.boolean(),
    forSeconds: z.int().min(60).max(3_600).default(600),
  }),
  reply: discovery,
});

export const approvePairing = endpoint({
  method: "POST",
  path: `${API}/pairings/:id/approve`,
  access: "admin",
  summary: "Let a machine in that shows the same six digits",
  params: byId,
  body: z.strictObject({ labels: z.array(label).max(50).default([]) }),
  reply: nothing,
  status: 204,
});

export const refusePairing = endpoint({
  method: "POST",
  path: `${API}/pairings/:id/refuse`,
  access: "admin",
  summary: "The digits differ: let that machine not in",
  params: byId,
  reply: nothing,
  status: 204,
});
