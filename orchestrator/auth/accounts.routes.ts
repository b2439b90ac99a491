import type { FastifyInstance, FastifyRequest } from "fastify";
import { createAccount, deleteAccount, listAccounts, updateAccount } from "#contract/accounts";
import type { AuditAction } from "#contract/audit";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { allAccounts, changeAccount, insertAccount, removeAccount } from "./accounts.ts";
import { checkNewPassword } from "./password-rules.ts";
import type { Passwords } from "./passwords.ts";

type Deps = { db: Database; now: () => Date; passwords: Passwords };

export function accountRoutes(app: FastifyInstance, { db, now, passwords }: Deps): void {
  const note = (tx: Tx, request: FastifyRequest, action: AuditAction, username: string, detail?: string) =>
    writeAudit(tx, {
      at: now(),
      actor: actorOf(request),
      action,
      object: `account ${username}`,
      ...(detail !== undefined && { detail }),
    });

  serve(app, listAccounts)(async () => ({ items: await allAccounts(db.read) }));

  serve(
    app,
    createAccount,
  )(async ({ body }, request) => {
    checkNewPassword(body.password, body.username);
    const passwordHash = await passwords.hash(body.password);
    return db.write(async (tx) => {
      const made = await insertAccount(tx, { ...body, passwordHash }, now());
      await note(tx, request, "account.create", made.username, made.role);
      return made;
    });
  });

  serve(
    app,
    updateAccount,
  )(async ({ params, body: { role, password } }, request) => {
    const known = (await allAccounts(db.read)).find(({ id }) => id === params.id);
    if (known === undefined) throw notFound("account");
    if (password !== undefined) checkNewPassword(password, known.username);
    const passwordHash = password === undefined ? undefined : await passwords.hash(password);
    return db.write(async (tx) => {
      const changed = await changeAccount(tx, params.id, { role, passwordHash });
      const what = [role, password === undefined ? undefined : "new password"].filter(Boolean).join(", ");
      await note(tx, request, "account.change", changed.username, what);
      return changed;
    });
  });

  serve(
    app,
    deleteAccount,
  )(async ({ params }, request) => {
    await db.write(async (tx) => {
      await note(tx, request, "account.delete", await removeAccount(tx, params.id));
    });
    return undefined;
  });
}
