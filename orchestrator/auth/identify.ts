import type { FastifyRequest } from "fastify";
import { looksLikeAgentKey } from "../agents/agent-key.ts";
import type { KnownAgent, Roster } from "../agents/roster.ts";
import type { Database } from "../db/database.ts";
import type { Caller } from "../http/caller.ts";
import { hashSecret } from "../ids.ts";
import { type Soon, whenKnown } from "../when-known.ts";
import { isApiTokenAlive, recogniseApiToken } from "./api-tokens.store.ts";
import { isSameSecret } from "./same-secret.ts";
import { sessionTokenOf } from "./session-cookie.ts";
import { isSessionAlive, resumeSession, THIS_COMPUTER } from "./sessions.store.ts";

type Deps = {
  db: Database;
  roster: Roster;
  now: () => Date;
  localToken: string;
  userToken?: string | undefined;
};

/** Looks every credential up at every request, so that a revoked one is dead at once. A bearer goes before a cookie. */
export function createIdentify(deps: Deps): (request: FastifyRequest) => Soon<Caller> {
  return (request) => {
    const bearer = bearerOf(request);
    if (bearer !== undefined) return identifyBearer(deps, request, bearer);
    const token = sessionTokenOf(request);
    return token === undefined ? { kind: "nobody" } : identifySession(deps, token);
  };
}

function identifyBearer(deps: Deps, request: FastifyRequest, bearer: string): Soon<Caller> {
  if (!looksLikeAgentKey(bearer)) return identifyPerson(deps, bearer);
  const agent = deps.roster.byKey(hashOfKey(request, bearer));
  return whenKnown(agent, (found) => (found === undefined ? identifyPerson(deps, bearer) : asCaller(found)));
}

const hashes = new WeakMap<object, { bearer: string; hash: string }>();

/** A machine keeps its connection and sends the same key with each request: it is hashed once for each connection. */
function hashOfKey({ socket }: FastifyRequest, bearer: string): string {
  const last = hashes.get(socket);
  if (last?.bearer === bearer) return last.hash;
  const hash = hashSecret(bearer);
  hashes.set(socket, { bearer, hash });
  return hash;
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1];
}

const asCaller = ({ id, status }: KnownAgent): Caller => ({ kind: "agent", agentId: id, status });

async function identifyPerson({ db, now, localToken, userToken }: Deps, bearer: string): Promise<Caller> {
  if (isSameSecret(bearer, localToken)) return { kind: "person", ...THIS_COMPUTER, sessionHash: null };
  if (userToken !== undefined && isSameSecret(bearer, userToken)) return { kind: "local-user" };
  const token = await recogniseApiToken(db, bearer, now());
  if (token === undefined) return { kind: "unknown-bearer", bearer };
  return {
    kind: "person",
    role: token.role,
    actor: `token ${token.name}`,
    accountId: null,
    sessionHash: null,
  };
}

/**
 * Whether who opened a stream would still be let in. Does not count as use: a window that is only open must idle out like any other.
 */
export function createStillLetIn({ db, now, localToken }: Omit<Deps, "roster">) {
  return async (request: FastifyRequest): Promise<boolean> => {
    const bearer = bearerOf(request);
    if (bearer === undefined) return isSessionAlive(db.read, sessionTokenOf(request) ?? "", now());
    return isSameSecret(bearer, localToken) || isApiTokenAlive(db.read, bearer, now());
  };
}

async function identifySession({ db, now }: Deps, token: string): Promise<Caller> {
  const session = await resumeSession(db, token, now());
  if (session === undefined) return { kind: "nobody" };
  const { hash, ...principal } = session;
  return { kind: "person", ...principal, sessionHash: hash };
}
