import type { Database } from "../db/database.ts";
import { createRemembered } from "../db/remembered.ts";
import type { Soon } from "../when-known.ts";
import type { AgentRow } from "./agents.store.ts";

const columns = [
  "id",
  "status",
  "is_local",
  "key_hash",
  "reachability",
  "time_zone",
  "app_version",
  "restic_version",
  "policy_revision",
] as const;
export type KnownAgent = Pick<AgentRow, (typeof columns)[number]>;

/**
 * What each request of a machine needs to know of its row, kept until that changes: a revoked key is dead with the commit. What
 * heartbeats bring is not here, see `newest-facts.ts`.
 */
export function createRoster(db: Database) {
  const known = createRemembered((id) => agents().where("id", "=", id).executeTakeFirst());
  /** Where to look for a key; whether it is still that machine's, its row says. */
  const idOfHash = new Map<string, string>();
  db.onChange((change, isOver) => {
    if (change.table === "agent") known.changed(change.agentId, isOver);
  });

  function agents() {
    return db.read.selectFrom("agent").select(columns);
  }

  async function findByHash(keyHash: string): Promise<KnownAgent | undefined> {
    idOfHash.delete(keyHash);
    const agent = await agents().where("key_hash", "=", keyHash).executeTakeFirst();
    if (agent !== undefined) idOfHash.set(keyHash, agent.id);
    return agent;
  }

  function ifLetIn(agent: KnownAgent | undefined): KnownAgent | undefined {
    return agent?.status === "active" || agent?.status === "pending" ? agent : undefined;
  }

  return {
    peek: known.peek,
    read: known.get,
    /** The machine that has this key, as long as it is let in. */
    byKey(keyHash: string): Soon<KnownAgent | undefined> {
      const id = idOfHash.get(keyHash);
      const remembered = id === undefined ? undefined : known.peek(id);
      return remembered?.key_hash === keyHash ? ifLetIn(remembered) : askByKey(keyHash, id);
    },
  };

  async function askByKey(keyHash: string, id: string | undefined): Promise<KnownAgent | undefined> {
    const read = id === undefined ? undefined : await known.get(id);
    return ifLetIn(read?.key_hash === keyHash ? read : await findByHash(keyHash));
  }
}

export type Roster = ReturnType<typeof createRoster>;
