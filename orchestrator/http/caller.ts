import type { FastifyRequest } from "fastify";
import type { Role } from "#contract/access";

/** Who sent a request, decided once, before its body is read. */
export type Caller =
  | { kind: "nobody" }
  /** A bearer that is none of ours yet: perhaps an enrolment code. */
  | { kind: "unknown-bearer"; bearer: string }
  | { kind: "agent"; agentId: string; status: string }
  /** Anybody who is signed in to this computer, by the token of its run/user.json. */
  | { kind: "local-user" }
  | { kind: "person"; role: Role; actor: string; accountId: string | null; sessionHash: string | null };

/** What the audit log calls the people of this computer. */
export const LOCAL_USER = "a user of this computer";

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** The name that goes into the audit log. */
export function actorOf(request: FastifyRequest): string {
  const { caller } = request;
  if (caller.kind === "person") return caller.actor;
  if (caller.kind === "local-user") return LOCAL_USER;
  return caller.kind === "agent" ? `agent ${caller.agentId}` : "nobody";
}
