import { type Role, role } from "#contract/access";
import type { Database, Db, Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { hashSecret, newId, newSecret, toInstant } from "../ids.ts";

/** Whom a session acts for. Without an account: the person at this computer, let in by the local token or a link. */
export type Principal = { accountId: string | null; actor: string; role: Role };
type Session = Principal & { hash: string };

const MINUTE_MS = 60_000;
const ABSOLUTE_MS = 12 * 60 * MINUTE_MS;
const IDLE_MS = 30 * MINUTE_MS;
const SEEN_EVERY_MS = MINUTE_MS;
/** So far may a clock have been put back without ending what is open. */
const MOST_AHEAD_MS = MINUTE_MS;

export const THIS_COMPUTER: Principal = { accountId: null, actor: "this computer", role: "admin" };

/** Returns the token for the cookie; only its hash is kept. */
export async function startSession(tx: Tx, principal: Principal, now: Date): Promise<string> {
  const token = newSecret("hfs");
  await forgetOver(tx, now.getTime());
  await tx
    .insertInto("session")
    .values({
      id: newId(now),
      token_hash: hashSecret(token),
      account_id: principal.accountId,
      actor: principal.actor,
      role: principal.role,
      created_at: toInstant(now),
      last_seen_at: toInstant(now),
    })
    .execute();
  return token;
}

/** Ends what an account has open, or all but one of it. */
export async function endSessionsOf(tx: Tx, accountId: string | null, but?: string | null): Promise<void> {
  await tx
    .deleteFrom("session")
    .where("account_id", accountId === null ? "is" : "=", accountId)
    .where("token_hash", "!=", but ?? "")
    .execute();
}

export async function endSession(tx: Tx, hash: string): Promise<void> {
  await tx.deleteFrom("session").where("token_hash", "=", hash).execute();
}

export async function hasSession(db: Db, hash: string): Promise<boolean> {
  const row = await db.selectFrom("session").select("id").where("token_hash", "=", hash).executeTakeFirst();
  return row !== undefined;
}

/** Those that still open something, the latest first. */
export async function livingSessions(db: Db, now: Date) {
  const rows = await db.selectFrom("session").selectAll().orderBy("id", "desc").execute();
  return rows.filter((row) => isAlive(row, now));
}

/** The living session of a token; being used keeps it from idling out. */
export async function resumeSession(db: Database, token: string, now: Date): Promise<Session | undefined> {
  const hash = hashSecret(token);
  const row = await db.read
    .selectFrom("session")
    .select(["account_id", "actor", "role", "created_at", "last_seen_at"])
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const idleMs = now.getTime() - Date.parse(row.last_seen_at);
  if (!isAlive(row, now)) return undefined;
  if (idleMs >= SEEN_EVERY_MS) await noteUse(db, hash, now);
  return { hash, accountId: row.account_id, actor: row.actor, role: role.parse(row.role) };
}

/** Without keeping it from idling out. */
export async function isSessionAlive(db: Db, token: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("session")
    .select(["account_id", "created_at", "last_seen_at"])
    .where("token_hash", "=", hashSecret(token))
    .executeTakeFirst();
  return row !== undefined && isAlive(row, now);
}

async function noteUse(db: Database, hash: string, now: Date): Promise<void> {
  await db.write((tx) =>
    tx
      .updateTable("session")
      .set({ last_seen_at: toInstant(now) })
      .where("token_hash", "=", hash)
      .where("last_seen_at", "<", toInstant(now))
      .execute(),
  );
}

/** What was begun or used while the clock was ahead would live again at that time. */
async function forgetOver(tx: Tx, nowMs: number): Promise<void> {
  const begun = toInstant(new Date(nowMs - ABSOLUTE_MS));
  const ahead = toInstant(new Date(nowMs + MOST_AHEAD_MS));
  await tx
    .deleteFrom("session")
    .where((is) =>
      is.or([is("created_at", "<=", begun), is("created_at", ">", ahead), is("last_seen_at", ">", ahead)]),
    )
    .execute();
}

type Times = Pick<Row<"session">, "account_id" | "created_at" | "last_seen_at">;

function isAlive(row: Times, now: Date): boolean {
  const idleMs = now.getTime() - Date.parse(row.last_seen_at);
  const ageMs = now.getTime() - Date.parse(row.created_at);
  // Written while the clock was ahead, it would end only long after the clock was put right.
  if (Math.min(idleMs, ageMs) < -MOST_AHEAD_MS) return false;
  // The window of this computer stands open all day without a click.
  return ageMs < ABSOLUTE_MS && (row.account_id === null || idleMs < IDLE_MS);
}
