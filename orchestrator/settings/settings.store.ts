import * as z from "zod";
import { defaultSettings, type Settings, settings } from "#contract/settings";
import type { Db } from "../db/database.ts";

const NAME = "settings";
/** A value that an earlier version did not know yet has its default. */
const stored = z.object({ ...settings.partial().shape, revision: settings.shape.revision });

export async function readSettings(db: Db): Promise<Settings> {
  const row = await db.selectFrom("setting").select("value").where("name", "=", NAME).executeTakeFirst();
  const known = row === undefined ? { revision: 0 } : stored.parse(JSON.parse(row.value));
  return settings.parse({ ...defaultSettings, updatedAt: null, ...known });
}

export async function storeSettings(db: Db, values: Settings): Promise<void> {
  const value = JSON.stringify(values);
  await db
    .insertInto("setting")
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
