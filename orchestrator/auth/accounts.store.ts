import { atMost } from "../db/at-most.ts";
import type { Db, Tx } from "../db/database.ts";
import { newId, toInstant } from "../ids.ts";

export function accountByName(db: Db, username: string) {
  return db
    .selectFrom("account")
    .select(["id", "username", "password_hash", "role"])
    .where("username", "=", username)
    .executeTakeFirst();
}

export async function hasAccount(db: Db): Promise<boolean> {
  return (await db.selectFrom("account").select("id").limit(atMost(1)).executeTakeFirst()) !== undefined;
}

/** The first administrator, or nothing where somebody has an account already. */
export async function insertFirstAdmin(
  tx: Tx,
  { username, passwordHash }: { username: string; passwordHash: string },
  now: Date,
): Promise<{ id: string; username: string } | undefined> {
  if (await hasAccount(tx)) return undefined;
  const row = {
    id: newId(now),
    username,
    password_hash: passwordHash,
    role: "admin",
    created_at: toInstant(now),
  };
  return tx.insertInto("account").values(row).returning(["id", "username"]).executeTakeFirstOrThrow();
}
