import type { DrillSpec } from "#contract/drill";
import { atMost } from "../db/at-most.ts";
import type { Db } from "../db/database.ts";
import { readUpkeep } from "../repositories/upkeep.store.ts";

const FILES = 20;
const MOST_BYTES = 1024 ** 3;

type Drilled = { repository_id: string; agent_id: string };

/**
 * Which snapshot the next drill tries: the newest of each machine and policy, one after the other from drill to drill, so that none
 * is left out. Undefined where the ledger has none.
 */
export async function drillSpecOf(db: Db, task: Drilled): Promise<DrillSpec | undefined> {
  const newest = await newestSnapshots(db, task.repository_id);
  if (newest.length === 0) return undefined;
  const done = (await readUpkeep(db, task.repository_id))?.drills ?? 0;
  const turn = newest[done % newest.length];
  if (turn === undefined) return undefined;
  return {
    snapshotId: turn.id,
    compareLive: turn.agent_id === task.agent_id,
    files: FILES,
    mostBytes: MOST_BYTES,
  };
}

export async function hasSnapshot(db: Db, repositoryId: string): Promise<boolean> {
  const row = await db
    .selectFrom("snapshot")
    .select("id")
    .where("repository_id", "=", repositoryId)
    .limit(atMost(1))
    .executeTakeFirst();
  return row !== undefined;
}

/** In an order that stays, whoever backed up last. */
function newestSnapshots(db: Db, repositoryId: string) {
  const byAge = db
    .selectFrom("snapshot")
    .select((eb) => [
      ...(["id", "agent_id", "hostname", "policy_id"] as const),
      eb.fn
        .agg<number>("row_number")
        .over((of) => of.partitionBy(["hostname", "policy_id"]).orderBy("time", "desc").orderBy("id"))
        .as("place"),
    ])
    .where("repository_id", "=", repositoryId);
  return db
    .selectFrom(byAge.as("snapshot"))
    .select(["id", "agent_id"])
    .where("place", "=", 1)
    .orderBy("hostname")
    .orderBy("policy_id")
    .execute();
}
