import type { Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";

const NAME = "retention.today";
const MOST_MS = 2 * 86_400_000;

/**
 * The instant that ages are counted from. It follows the clock by two days a sweep at most: a clock that is wrong by years
 * for an hour must not empty the history.
 */
export async function steadyToday(tx: Tx, now: Date): Promise<Date> {
  const row = await tx.selectFrom("setting").select("value").where("name", "=", NAME).executeTakeFirst();
  const last = row === undefined ? now.getTime() : Date.parse(row.value);
  const today = new Date(Math.min(now.getTime(), last + MOST_MS));
  const value = toInstant(today);
  await tx
    .insertInto("setting")
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
  return today;
}
