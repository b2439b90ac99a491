import * as z from "zod";
import { instant } from "#contract/values";
import type { Db, Tx } from "./database.ts";

const NAME = "database.rescue";
const SHOWN_MS = 14 * 86_400_000;
const notice = z.object({ at: instant, sentence: z.string() });
export type RescueNotice = z.infer<typeof notice>;

export async function noteRescue(tx: Tx, rescue: RescueNotice): Promise<void> {
  const value = JSON.stringify(rescue);
  await tx
    .insertInto("setting")
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}

/** What happened to the database in the last two weeks; the audit log keeps it for ever. */
export async function recentRescue(db: Db, now: Date): Promise<RescueNotice | undefined> {
  const row = await db.selectFrom("setting").select("value").where("name", "=", NAME).executeTakeFirst();
  if (row === undefined) return undefined;
  const known = notice.parse(JSON.parse(row.value));
  return now.getTime() - Date.parse(known.at) < SHOWN_MS ? known : undefined;
}
