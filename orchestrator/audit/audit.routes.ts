import type { FastifyInstance } from "fastify";
import { listAudit, verifyAuditLog } from "#contract/audit";
import type { Database } from "../db/database.ts";
import { invalidField } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { verifyAudit } from "./audit.ts";
import { namedThings } from "./named-things.ts";

export function auditRoutes(app: FastifyInstance, { db }: { db: Database }): void {
  serve(
    app,
    listAudit,
  )(async ({ query: { limit, cursor } }) => {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : seqOf(cursor);
    const rows = await db.read
      .selectFrom("audit")
      .select(["seq", "at", "actor", "action", "object", "detail", "hash"])
      .where("seq", "<", before)
      .orderBy("seq", "desc")
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const thingsOf = await namedThings(db.read, shown);
    const items = shown.map((row) => ({ ...row, things: thingsOf(row) }));
    return { items, nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : null };
  });

  serve(app, verifyAuditLog)(async () => await verifyAudit(db));
}

function seqOf(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw invalidField("cursor", "is not one that this list gave");
  return Number(cursor);
}
