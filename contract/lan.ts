import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import type { Id } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const LAN_PORT = 8485;

/** What an orchestrator's certificate says it is, for ever: changed addresses and names never matter for trust. */
export function serverNameOf(orchestratorId: Id): string {
  return `${orchestratorId}.holdfast.internal`;
}

const port = z.int().min(0).max(65_535);
const host = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._:-]{1,253}$/u, "an address or a host name, like 0.0.0.0 or 192.168.1.5");

/** `https://` and where other machines find this one. */
export const lanAddress = z
  .string()
  .trim()
  .max(300)
  .regex(/^https:\/\/([\p{L}\p{N}._-]+|\[[0-9a-f:]+\]):\d{1,5}$/iu, "write it like https://192.168.1.5:8485");

export const lan = z.object({
  enabled: z.boolean(),
  /** Where it listens, or will when it is switched on. */
  host: z.string(),
  port,
  /** Base URLs for other machines, the likeliest first; join codes carry the first four. */
  addresses: z.array(z.string()),
  serverName: z.string(),
  /** SHA-256 of the certificate, as browsers show it when it is imported. */
  caFingerprint: z.string().nullable(),
  /** SHA-256 of its public key, as in join codes. */
  caPin: z.string().nullable(),
  /** The authority's certificate as PEM; made when the listener is first switched on. */
  certificate: z.string().nullable(),
  /** Why it does not listen although it is switched on. */
  problem: told.nullable(),
});
export type Lan = z.infer<typeof lan>;

export const getLan = endpoint({
  method: "GET",
  path: `${API}/lan`,
  access: "admin",
  summary: "Whether other machines reach this orchestrator, and how they know it",
  reply: lan,
});

export const setLan = endpoint({
  method: "PUT",
  path: `${API}/lan`,
  access: "admin",
  summary: "Listen for other machines, or stop it; running work goes on",
  body: z.strictObject({
    enabled: z.boolean(),
    host: host.optional(),
    port: port.optional(),
    /** In place of what this machine finds out about itself; an empty list goes back to that. */
    addresses: z.array(lanAddress).max(4).optional(),
  }),
  reply: lan,
});

export const getCaCertificate = endpoint({
  method: "GET",
  path: `${API}/ca.crt`,
  access: "viewer",
  summary: "The certificate of this orchestrator's own authority, for import into a browser",
  reply: z.unknown(),
  replyMedia: "application/x-x509-ca-cert",
});
