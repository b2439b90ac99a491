import type { FastifyInstance, FastifyRequest } from "fastify";
import { role } from "#contract/access";
import { endOtherSessions, endSession, listSessions } from "#contract/accounts";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import * as store from "./sessions.store.ts";

type Deps = { db: Database; now: () => Date };

export function sessionRoutes(app: FastifyInstance, { db, now }: Deps): void {
  serve(
    app,
    listSessions,
  )(async (_input, request) => {
    const caller = personOf(request);
    const rows = await store.livingSessions(db.read, now());
    return {
      items: rows
        .filter((row) => mayTouch(caller, row.account_id))
        .map((row) => ({
          id: row.id,
          accountId: row.account_id,
          actor: row.actor,
          role: role.parse(row.role),
          createdAt: row.created_at,
          lastSeenAt: row.last_seen_at,
          isThis: row.token_hash === caller.sessionHash,
        })),
    };
  });

  serve(
    app,
    endSession,
  )(async ({ params }, request) => {
    const caller = personOf(request);
    await db.write(async (tx) => {
      const row = (await store.livingSessions(tx, now())).find(({ id }) => id === params.id);
      if (row === undefined || !mayTouch(caller, row.account_id)) throw notFound("session");
      await store.endSession(tx, row.token_hash);
      const object = `session of ${row.actor}`;
      await writeAudit(tx, { at: now(), actor: caller.actor, action: "session.end", object });
    });
    return undefined;
  });

  serve(
    app,
    endOtherSessions,
  )(async (_input, request) => {
    const caller = personOf(request);
    if (caller.sessionHash === null) {
      throw new DomainError("not-allowed", "A token has no sessions of its own. Name one to end it.");
    }
    await db.write(async (tx) => {
      await store.endSessionsOf(tx, caller.accountId, caller.sessionHash);
      const object = `other sessions of ${caller.actor}`;
      await writeAudit(tx, { at: now(), actor: caller.actor, action: "session.end", object });
    });
    return undefined;
  });
}

type Person = Extract<FastifyRequest["caller"], { kind: "person" }>;

function personOf({ caller }: FastifyRequest): Person {
  if (caller.kind !== "person") throw new DomainError("not-allowed");
  return caller;
}

const mayTouch = (caller: Person, accountId: string | null) =>
  caller.role === "admin" || (accountId !== null && accountId === caller.accountId);
