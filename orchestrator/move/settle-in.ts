import type { Tx } from "../db/database.ts";
import { readLanSetting, writeLanSetting } from "../lan/setting.store.ts";
import { forgetMove } from "./moved.ts";

const EVERYWHERE = "0.0.0.0";

/** What of the old computer is not true on the new one. The old one is a machine like others now, and joins with a code. */
export async function settleIn(tx: Tx): Promise<void> {
  await forgetMove(tx);
  await tx.updateTable("agent").set({ is_local: 0, key_hash: null }).where("is_local", "=", 1).execute();
  await tx
    .updateTable("agent")
    .set({ reachability: "offline" })
    .where("reachability", "=", "online")
    .execute();
  await tx.deleteFrom("session").execute();
  const { port } = await readLanSetting(tx);
  await writeLanSetting(tx, { enabled: true, host: EVERYWHERE, port, addresses: [] });
}
