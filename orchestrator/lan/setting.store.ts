import * as z from "zod";
import { LAN_PORT } from "#contract/lan";
import type { Db, Tx } from "../db/database.ts";

const NAME = "lan";
const setting = z.object({
  enabled: z.boolean(),
  host: z.string(),
  port: z.number(),
  addresses: z.array(z.string()),
});
export type LanSetting = z.infer<typeof setting>;

const UNSET: LanSetting = { enabled: false, host: "0.0.0.0", port: LAN_PORT, addresses: [] };

/** What people chose in the interface. */
export async function readLanSetting(db: Db): Promise<LanSetting> {
  const row = await db.selectFrom("setting").select("value").where("name", "=", NAME).executeTakeFirst();
  return row === undefined ? UNSET : setting.parse(JSON.parse(row.value));
}

export async function writeLanSetting(tx: Tx, chosen: LanSetting): Promise<void> {
  const value = JSON.stringify(chosen);
  await tx
    .insertInto("setting")
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
