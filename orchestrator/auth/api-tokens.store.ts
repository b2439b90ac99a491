import type * as z from "zod";
import { type ApiToken, type createApiToken, type listApiTokens, role } from "#contract/access";
import type { Database, Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { hashSecret, newId, newSecret, toInstant } from "../ids.ts";

const USED_EVERY_MS = 60_000;

export async function insertApiToken(
  tx: Tx,
  { name, role, expiresAt }: z.output<typeof createApiToken.body>,
  now: Date,
): Promise<ApiToken & { token: string }> {
  const token = newSecret("hft");
  const row = await tx
    .insertInto("api_token")
    .values({
      id: newId(now),
      name,
      role,
      token_hash: hashSecret(token),
      created_at: toInstant(now),
      expires_at: expiresAt === undefined ? null : toInstant(new Date(expiresAt)),
      last_used_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...toApiToken(row), token };
}

/** Newest first: ids sort by time. */
export async function findApiTokens(db: Db, { limit, cursor }: z.output<(typeof listApiTokens)["query"]>) {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, 1)[0];
  const rows = await db
    .selectFrom("api_token")
    .selectAll()
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ id }) => [id], toApiToken);
}

/** The name of the token that is gone now, if there was one. */
export async function removeApiToken(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.deleteFrom("api_token").where("id", "=", id).returning("name").executeTakeFirst();
  return row?.name;
}

/** The token of a bearer, unless it has expired; notes that it was used. */
export async function recogniseApiToken(
  db: Database,
  bearer: string,
  now: Date,
): Promise<Pick<ApiToken, "name" | "role"> | undefined> {
  const row = await db.read
    .selectFrom("api_token")
    .select(["id", "name", "role", "expires_at", "last_used_at"])
    .where("token_hash", "=", hashSecret(bearer))
    .executeTakeFirst();
  if (row === undefined || (row.expires_at !== null && row.expires_at <= toInstant(now))) return undefined;
  const usedBefore = row.last_used_at === null ? 0 : Date.parse(row.last_used_at);
  if (now.getTime() - usedBefore >= USED_EVERY_MS) await noteUse(db, row.id, now);
  return { name: row.name, role: role.parse(row.role) };
}

/** Without noting that it was used. */
export async function isApiTokenAlive(db: Db, bearer: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("api_token")
    .select("id")
    .where("token_hash", "=", hashSecret(bearer))
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", toInstant(now))]))
    .executeTakeFirst();
  return row !== undefined;
}

async function noteUse(db: Database, id: string, now: Date): Promise<void> {
  await db.write((tx) =>
    tx
      .updateTable("api_token")
      .set({ last_used_at: toInstant(now) })
      .where("id", "=", id)
      .execute(),
  );
}

function toApiToken(row: Row<"api_token">): ApiToken {
  return {
    id: row.id,
    name: row.name,
    role: role.parse(row.role),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}
