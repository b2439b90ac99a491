import type { Database } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { recordAgentEvent } from "./agents.store.ts";
import { OFFLINE_AFTER_MS, type Presence } from "./presence.ts";

type Deps = { db: Database; presence: Presence; now: () => Date };

/** Marks the machines offline that missed three heartbeats; returns their ids. */
export async function sweepPresence({ db, presence, now }: Deps): Promise<string[]> {
  const online = await db.read
    .selectFrom("agent")
    .select("id")
    .where("reachability", "=", "online")
    .execute();
  const silent = online.map(({ id }) => id).filter((id) => presence.isSilent(id));
  if (silent.length === 0) return [];
  await db.write(async (tx) => {
    for (const agentId of silent) {
      await tx.updateTable("agent").set({ reachability: "offline" }).where("id", "=", agentId).execute();
      await recordAgentEvent(tx, {
        agentId,
        at: toInstant(now()),
        kind: "reachability",
        from: "online",
        to: "offline",
        reason: `No word for ${OFFLINE_AFTER_MS / 1_000} s.`,
      });
    }
  });
  return silent;
}
