import type { Database, Db } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { recordAgentEvent } from "./agents.store.ts";
import { OFFLINE_AFTER_MS, type Presence } from "./presence.ts";

type Deps = { db: Database; presence: Presence; now: () => Date };

/** Marks the machines offline that missed three heartbeats; returns their ids. */
export async function sweepPresence({ db, presence, now }: Deps): Promise<string[]> {
  const silent = presence.takeSilent();
  if (silent.length === 0) return [];
  return db
    .write(async (tx) => {
      const gone: string[] = [];
      for (const agentId of silent) {
        const { numUpdatedRows } = await tx
          .updateTable("agent")
          .set({ reachability: "offline" })
          .where("id", "=", agentId)
          .where("reachability", "=", "online")
          .executeTakeFirst();
        if (numUpdatedRows === 0n) continue;
        gone.push(agentId);
        await recordAgentEvent(tx, {
          agentId,
          at: toInstant(now()),
          kind: "reachability",
          from: "online",
          to: "offline",
          reason: `No word for ${OFFLINE_AFTER_MS / 1_000} s.`,
        });
      }
      return gone;
    })
    .catch((error: unknown) => {
      presence.expect(silent);
      throw error;
    });
}

export async function onlineAgents(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("agent").select("id").where("reachability", "=", "online").execute();
  return rows.map(({ id }) => id);
}
