import type { FastifyInstance } from "fastify";
import { createApiToken, deleteApiToken, listApiTokens } from "#contract/access";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { invalidField, notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { findApiTokens, insertApiToken, removeApiToken } from "./api-tokens.store.ts";

export function apiTokenRoutes(app: FastifyInstance, { db, now }: { db: Database; now: () => Date }): void {
  serve(
    app,
    createApiToken,
  )(async ({ body }, request) => {
    const at = now();
    if (body.expiresAt !== undefined && Date.parse(body.expiresAt) <= at.getTime()) {
      throw invalidField("expiresAt", "must be in the future");
    }
    return db.write(async (tx) => {
      const made = await insertApiToken(tx, body, at);
      await writeAudit(tx, {
        at,
        actor: actorOf(request),
        action: "api-token.create",
        object: `token ${made.name}`,
        detail: `${made.role}, ${made.expiresAt === null ? "does not expire" : `until ${made.expiresAt}`}`,
      });
      return made;
    });
  });

  serve(app, listApiTokens)(async ({ query }) => findApiTokens(db.read, query));

  serve(
    app,
    deleteApiToken,
  )(async ({ params }, request) => {
    await db.write(async (tx) => {
      const name = await removeApiToken(tx, params.id);
      if (name === undefined) throw notFound("token");
      const actor = actorOf(request);
      await writeAudit(tx, { at: now(), actor, action: "api-token.delete", object: `token ${name}` });
    });
    return undefined;
  });
}
