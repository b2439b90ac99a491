import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { AuditAction, AuditVerification } from "#contract/audit";
import { atMost } from "../db/at-most.ts";
import type { Database, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";

type Entry = { at: Date; actor: string; action: AuditAction; object: string; detail?: string };

const PAGE = 1_000;

/** Adds an entry that seals the one before it. Belongs into the transaction of what it tells; never give it a secret. */
export async function writeAudit(tx: Tx, { at, actor, action, object, detail }: Entry): Promise<void> {
  const before = await tx
    .selectFrom("audit")
    .select(["seq", "hash"])
    .orderBy("seq", "desc")
    .limit(atMost(1))
    .executeTakeFirst();
  const entry = {
    seq: (before?.seq ?? 0) + 1,
    at: toInstant(at),
    actor,
    action,
    object,
    detail: detail ?? null,
  };
  await tx
    .insertInto("audit")
    .values({ ...entry, hash: hashOf(before?.hash ?? "", entry) })
    .execute();
}

/** Where the chain is broken, page by page, so that a long log never holds up who else asks. */
export async function verifyAudit(db: Database): Promise<AuditVerification> {
  let entries = 0;
  let hash = "";
  for (;;) {
    const rows = await db.read
      .selectFrom("audit")
      .selectAll()
      .where("seq", ">", entries)
      .orderBy("seq")
      .limit(atMost(PAGE))
      .execute();
    for (const row of rows) {
      if (row.hash !== hashOf(hash, row)) return { entries, brokenAt: row.seq };
      entries = row.seq;
      hash = row.hash;
    }
    if (rows.length < PAGE) return { entries, brokenAt: null };
    await setImmediate();
  }
}

function hashOf(before: string, entry: Omit<Row<"audit">, "hash">): string {
  const { seq, at, actor, action, object, detail } = entry;
  return createHash("sha256")
    .update(JSON.stringify([before, seq, at, actor, action, object, detail]))
    .digest("hex");
}
