import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Access } from "#contract/endpoint";
import { allowLocalUser } from "../auth/local-user.ts";
import type { Soon } from "../when-known.ts";
import type { Caller } from "./caller.ts";
import { DomainError, notFound } from "./errors.ts";

type Identify = (request: FastifyRequest) => Soon<Caller>;
/** Whether a request over the listener for other machines may carry this host. */
type LanHosts = { acceptsHost(host: string, localAddress: string | undefined): boolean };

/** Every request passes here before its body is read: right host, right origin, a credential of the right kind. */
export function guard(app: FastifyInstance, identify: Identify, lan?: LanHosts): void {
  app.decorateRequest("caller");
  app.addHook("onRequest", (request, _reply, done) => {
    checkHost(request, lan);
    checkOrigin(request);
    const caller: Soon<Caller> = request.endpoint === undefined ? { kind: "nobody" } : identify(request);
    // Fastify waits for what is returned, and goes no further whatever it is rejected with.
    if (caller instanceof Promise) return caller.then((found) => letIn(request, found));
    letIn(request, caller);
    done();
    return undefined;
  });
}

function letIn(request: FastifyRequest, caller: Caller): void {
  request.caller = caller;
  const access = request.endpoint?.access;
  if (access === undefined || access === "nobody") return;
  if (caller.kind === "local-user") allowLocalUser(request);
  else allow(access, caller, (request.params as { id?: string }).id);
}

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** A page of another site whose name points at this machine (DNS rebinding) carries its own name as the host. */
function checkHost(request: FastifyRequest, lan: LanHosts | undefined): void {
  if (hostsIn(request.raw.rawHeaders) > 1)
    throw new DomainError("malformed-request", "A request has one host.");
  const { host = "" } = request.headers;
  if (LOOPBACK_HOST.test(host)) return;
  if (request.protocol !== "https")
    throw new DomainError("wrong-origin", "Holdfast answers only to localhost and 127.0.0.1 here.");
  if (lan?.acceptsHost(host, request.socket.localAddress) === true) return;
  throw new DomainError(
    "wrong-origin",
    `Holdfast does not go by the name ${host}. Use one of its addresses, or add this one in the settings under “Other machines”.`,
  );
}

/** Names and values take turns there. */
function hostsIn(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") hosts += 1;
  }
  return hosts;
}

function checkOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const foreign = origin !== undefined && origin !== `${request.protocol}://${host}`;
  const crossSite =
    request.method !== "GET" && site !== undefined && site !== "same-origin" && site !== "none";
  if (foreign || crossSite) throw new DomainError("wrong-origin");
}

function allow(
  access: Exclude<Access, "nobody">,
  caller: Exclude<Caller, { kind: "local-user" }>,
  pathId: string | undefined,
): void {
  if (caller.kind === "nobody")
    throw new DomainError("sign-in-required", "Sign in, or send a token as bearer.");
  if (access === "enrolment") return;
  if (caller.kind === "unknown-bearer") throw new DomainError("wrong-credential");
  if (access === "agent" || (access === "agent-or-viewer" && caller.kind === "agent")) {
    allowAgent(caller, pathId);
    return;
  }
  if (caller.kind === "agent")
    throw new DomainError("not-allowed", "An agent's key opens only its own protocol.");
  if (access === "admin" && caller.role !== "admin") {
    throw new DomainError("not-allowed", "Only administrators may do this; you are signed in as a viewer.");
  }
}

function allowAgent(caller: Caller, pathId: string | undefined): void {
  if (caller.kind !== "agent") throw new DomainError("not-allowed", "Only the agent's own key opens this.");
  if (caller.agentId !== pathId) throw notFound("machine");
}
