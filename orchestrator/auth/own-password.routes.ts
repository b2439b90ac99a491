import type { FastifyInstance } from "fastify";
import { changeOwnPassword } from "#contract/accounts";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { accountByName } from "./accounts.store.ts";
import { changeAccount } from "./accounts.ts";
import { checkNewPassword } from "./password-rules.ts";
import type { Passwords } from "./passwords.ts";
import { setSessionCookie } from "./session-cookie.ts";
import { hasSession, startSession } from "./sessions.store.ts";
import type { SignInLimit } from "./sign-in-limit.ts";

type Deps = { db: Database; now: () => Date; passwords: Passwords; signInLimit: SignInLimit };

/** Whoever finds an open browser does not know the old password, so it is asked for. */
export function ownPasswordRoutes(app: FastifyInstance, { db, now, passwords, signInLimit }: Deps): void {
  serve(
    app,
    changeOwnPassword,
  )(async ({ body }, request, reply) => {
    const { caller } = request;
    const account = caller.kind === "person" ? await accountByName(db.read, caller.actor) : undefined;
    if (caller.kind !== "person" || account === undefined || caller.accountId !== account.id) {
      throw new DomainError(
        "not-allowed",
        "Only somebody who signed in with a name has a password to change.",
      );
    }
    const { queue, settle } = signInLimit.attempt(account.username, request.ip);
    if (!(await settle(passwords.matches(body.currentPassword, account.password_hash, queue)))) {
      throw invalidField("currentPassword", "is not the password of this account");
    }
    checkNewPassword(body.newPassword, account.username, "newPassword");
    const passwordHash = await passwords.hash(body.newPassword);
    const token = await db.write(async (tx) => {
      const at = now();
      await assertStillSignedIn(tx, caller.sessionHash);
      const { role } = await changeAccount(tx, account.id, { passwordHash });
      const object = `account ${account.username}`;
      await writeAudit(tx, { at, actor: caller.actor, action: "account.password", object });
      return startSession(tx, { ...caller, role }, at);
    });
    setSessionCookie(request, reply, token);
    return undefined;
  });
}

/** Passwords wait for their turn: an account that got another one, a new role or an end meanwhile has no session any more. */
async function assertStillSignedIn(tx: Tx, sessionHash: string | null): Promise<void> {
  if (sessionHash !== null && (await hasSession(tx, sessionHash))) return;
  throw new DomainError("sign-in-required", "This session has ended meanwhile. Sign in again.");
}
