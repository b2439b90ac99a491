import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createSignInLink, getMe, getSetUp, type Me, setUp, signIn, signOut } from "#contract/access";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf, LOCAL_USER } from "../http/caller.ts";
import { DomainError } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { toInstant } from "../ids.ts";
import { accountRoutes } from "./accounts.routes.ts";
import { apiTokenRoutes } from "./api-tokens.routes.ts";
import { createFailureNotes } from "./failure-notes.ts";
import { ownPasswordRoutes } from "./own-password.routes.ts";
import type { Passwords } from "./passwords.ts";
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from "./session-cookie.ts";
import { sessionRoutes } from "./sessions.routes.ts";
import { endSession, type Principal } from "./sessions.store.ts";
import { setUpFirstAdmin } from "./set-up.ts";
import { startSignedIn } from "./sign-in.ts";
import { createSignInLimit } from "./sign-in-limit.ts";
import { createSignInLinks } from "./sign-in-links.ts";
import { signInsOnRecord } from "./sign-ins-on-record.ts";
import { createThrottle } from "./throttle.ts";

export type AccessDeps = {
  db: Database;
  now: () => Date;
  passwords: Passwords;
  localToken: string;
  setupToken(): string | undefined;
  finishSetUp?(): void;
  orchestratorMode(): boolean;
  appVersion: string;
  localAgentId(): Promise<string | null>;
  upstream(): Promise<Me["upstream"]>;
};

/** Who may come in, and who is there. */
export function accessRoutes(app: FastifyInstance, deps: AccessDeps): void {
  const { db, now } = deps;
  const links = createSignInLinks(now);
  const signInLimit = createSignInLimit(now);
  const noteFailure = createFailureNotes(deps);
  const entry = { ...deps, throttle: createThrottle(now), signInLimit, noteFailure, links };

  app.addHook("onReady", async () => {
    const before = await signInsOnRecord(db.read).catch((error: unknown) => {
      app.log.warn({ err: error }, "who signed in before could not be read");
      return [];
    });
    for (const { username, address } of before) signInLimit.welcome(username, address);
  });

  serve(app, getSetUp)(async () => ({ isOpen: deps.setupToken() !== undefined }));

  serve(
    app,
    setUp,
  )(async ({ body }, request) => {
    const made = await setUpFirstAdmin(entry, { ...body, address: request.ip });
    signInLimit.welcome(made.username, request.ip);
    return made;
  });

  serve(
    app,
    signIn,
  )(async ({ body }, request, reply) => {
    const way = { address: request.ip, oldToken: sessionTokenOf(request) };
    const { principal, token } = await startSignedIn(entry, body, way);
    setSessionCookie(request, reply, token);
    return meOf(deps, principal);
  });

  serve(
    app,
    signOut,
  )(async (_input, request, reply) => {
    await endOwnSession(deps, request, reply);
    return undefined;
  });

  serve(
    app,
    getMe,
  )(async (_input, { caller }) => {
    if (caller.kind === "local-user")
      return meOf(deps, { accountId: null, actor: LOCAL_USER, role: "viewer" });
    if (caller.kind !== "person") throw new DomainError("not-allowed");
    return meOf(deps, caller);
  });

  serve(
    app,
    createSignInLink,
  )(async (_input, request) => {
    const actor = actorOf(request);
    await db.write((tx) =>
      writeAudit(tx, { at: now(), actor, action: "sign-in-link.create", object: "this computer" }),
    );
    const { path, expiresAt } = links.make();
    return { path, expiresAt: toInstant(expiresAt) };
  });

  apiTokenRoutes(app, deps);
  accountRoutes(app, entry);
  ownPasswordRoutes(app, entry);
  sessionRoutes(app, deps);
}

async function endOwnSession(
  { db, now }: AccessDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { caller } = request;
  const hash = caller.kind === "person" ? caller.sessionHash : null;
  if (hash === null) return;
  await db.write(async (tx) => {
    await endSession(tx, hash);
    const entry = { actor: actorOf(request), action: "sign-out" as const, object: `address ${request.ip}` };
    await writeAudit(tx, { at: now(), ...entry });
  });
  clearSessionCookie(request, reply);
}

async function meOf(deps: AccessDeps, { accountId, actor, role }: Principal): Promise<Me> {
  const upstream = await deps.upstream();
  return {
    ...(accountId !== null && { user: { id: accountId, username: actor } }),
    actor,
    role,
    localAgentId: await deps.localAgentId(),
    orchestratorMode: deps.orchestratorMode(),
    appVersion: deps.appVersion,
    ...(upstream && { upstream }),
  };
}
