import { type Role, role } from "#contract/access";
import type { Account } from "#contract/accounts";
import type { Db, Tx } from "../db/database.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { newId, toInstant } from "../ids.ts";
import { endSessionsOf } from "./sessions.store.ts";

const columns = ["id", "username", "role", "created_at"] as const;

export async function allAccounts(db: Db): Promise<Account[]> {
  const rows = await db.selectFrom("account").select(columns).orderBy("username").execute();
  return rows.map(toAccount);
}

export async function insertAccount(
  tx: Tx,
  given: { username: string; passwordHash: string; role: Role },
  now: Date,
): Promise<Account> {
  const taken = await tx
    .selectFrom("account")
    .select("id")
    .where("username", "=", given.username)
    .executeTakeFirst();
  if (taken !== undefined) {
    throw new DomainError(
      "name-taken",
      `There is an account ${given.username} already. Choose another name.`,
      {
        fields: [{ path: "username", message: "is taken" }],
      },
    );
  }
  const row = await tx
    .insertInto("account")
    .values({
      id: newId(now),
      username: given.username,
      password_hash: given.passwordHash,
      role: given.role,
      created_at: toInstant(now),
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toAccount(row);
}

/** A new role or password counts from the next sign-in, so what is open ends. */
export async function changeAccount(
  tx: Tx,
  id: string,
  change: { passwordHash?: string | undefined; role?: Role | undefined },
): Promise<Account> {
  if (change.role === "viewer") await assertAnotherAdmin(tx, id);
  const row = await tx
    .updateTable("account")
    .set({
      ...(change.role !== undefined && { role: change.role }),
      ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
      id,
    })
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirst();
  if (row === undefined) throw notFound("account");
  if (change.role !== undefined || change.passwordHash !== undefined) await endSessionsOf(tx, id);
  return toAccount(row);
}

/** Its sessions go with it. */
export async function removeAccount(tx: Tx, id: string): Promise<string> {
  await assertAnotherAdmin(tx, id);
  const row = await tx.deleteFrom("account").where("id", "=", id).returning("username").executeTakeFirst();
  if (row === undefined) throw notFound("account");
  return row.username;
}

async function assertAnotherAdmin(tx: Tx, id: string): Promise<void> {
  const admins = await tx.selectFrom("account").select("id").where("role", "=", "admin").execute();
  if (admins.length > 1 || admins[0]?.id !== id) return;
  throw new DomainError(
    "wrong-state",
    "This is the last administrator. Make another one first, or nobody could change anything any more.",
  );
}

function toAccount(row: { id: string; username: string; role: string; created_at: string }): Account {
  return { id: row.id, username: row.username, role: role.parse(row.role), createdAt: row.created_at };
}
