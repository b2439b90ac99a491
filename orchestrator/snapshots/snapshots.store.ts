import { sql } from "kysely";
import type * as z from "zod";
import type { listSnapshots, Snapshot } from "#contract/snapshots";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";

type ListQuery = z.output<(typeof listSnapshots)["query"]>;

/** Newest first. */
export async function findSnapshots(
  db: Db,
  repositoryId: string,
  { limit, cursor, agent, policy }: ListQuery,
) {
  const [time = "", id = ""] = cursor === undefined ? [] : decodeCursor(cursor, 2);
  const rows = await db
    .selectFrom("snapshot")
    .leftJoin("policy", "policy.id", "snapshot.policy_id")
    .selectAll("snapshot")
    .select("policy.name as policy_name")
    .where("snapshot.repository_id", "=", repositoryId)
    .$if(agent !== undefined, (query) => query.where("snapshot.agent_id", "=", agent ?? ""))
    .$if(policy !== undefined, (query) => query.where("snapshot.policy_id", "=", policy ?? ""))
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(snapshot.time, snapshot.id) < (${time}, ${id})`),
    )
    .orderBy("snapshot.time", "desc")
    .orderBy("snapshot.id", "desc")
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toSnapshot),
    nextCursor: rows.length > limit && last ? encodeCursor([last.time, last.id]) : null,
  };
}

/** What the ledgers of all repositories hold under ids that begin like this one. */
export async function snapshotsLike(
  db: Db,
  snapshotId: string,
): Promise<{ id: string; repository_id: string }[]> {
  const repositories = await db.selectFrom("repository").select("id").execute();
  return db
    .selectFrom("snapshot")
    .select(["id", "repository_id"])
    .where(
      "repository_id",
      "in",
      repositories.map(({ id }) => id),
    )
    .where("id", ">=", snapshotId)
    .where("id", "<=", `${snapshotId}~`)
    .execute();
}

function toSnapshot(row: Row<"snapshot"> & { policy_name: string | null }): Snapshot {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    agentId: row.agent_id,
    policyId: row.policy_id,
    policyName: row.policy_name,
    runId: row.run_id,
    hostname: row.hostname,
    time: row.time,
    receivedAt: row.received_at,
    paths: JSON.parse(row.paths_json) as string[],
    tags: JSON.parse(row.tags_json) as string[],
    filesProcessed: row.files_processed,
    bytesProcessed: row.bytes_processed,
    dataAddedBytes: row.data_added_bytes,
    listed: row.listed === 1,
  };
}
