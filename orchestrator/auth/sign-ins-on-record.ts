import type { AuditAction } from "#contract/audit";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";

/** Of the newest entries, for a log of years need not be read through at each start. */
const MOST_ENTRIES = 10_000;
const MOST_ACCOUNTS = 1_000;
const ACTION: AuditAction = "sign-in";
const FROM = "address ";

/** What the audit log says of a sign-in: the address that it came from. */
export const objectOfSignIn = (address: string) => `${FROM}${address}`;

/** Who came in from where before, the newest first. */
export async function signInsOnRecord(db: Db): Promise<{ username: string; address: string }[]> {
  const newest = await db
    .selectFrom("audit")
    .select((eb) => eb.fn.max<number | null>("seq").as("seq"))
    .executeTakeFirst();
  const entries = await db
    .selectFrom("audit")
    .select(["actor", "object"])
    .where("seq", ">", (newest?.seq ?? 0) - MOST_ENTRIES)
    .where("action", "=", ACTION)
    .groupBy(["actor", "object"])
    .orderBy((eb) => eb.fn.max("seq"), "desc")
    .limit(atMost(MOST_ACCOUNTS))
    .execute();
  return entries.map(({ actor, object }) => ({ username: actor, address: object.slice(FROM.length) }));
}
