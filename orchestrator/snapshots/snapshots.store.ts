import { type ExpressionBuilder, sql } from "kysely";
import type * as z from "zod";
import { type listSnapshots, type Snapshot, snapshotDoubt } from "#contract/snapshots";
import type { Db } from "../db/database.ts";
import type { Row, Schema } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";
import { invalidField, notFound } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { withOwn } from "../repositories/own-repositories.ts";

type ListQuery = z.output<(typeof listSnapshots)["query"]>;

/** Newest first. A place shows what the machines' own repositories in it hold. */
export async function findSnapshots(
  db: Db,
  repositoryId: string,
  { limit, cursor, tag, ...filter }: ListQuery,
) {
  const [time = "", id = ""] = cursor === undefined ? [] : decodeCursor(cursor, 2);
  const rows = await db
    .selectFrom("snapshot")
    .leftJoin("policy", "policy.id", "snapshot.policy_id")
    .selectAll("snapshot")
    .select("policy.name as policy_name")
    .where("snapshot.repository_id", "in", await withOwn(db, repositoryId))
    .where(chosenBy(filter))
    .$if(tag !== undefined, (query) =>
      query.where(sql<boolean>`exists (select 1 from json_each(snapshot.tags_json) where value = ${tag})`),
    )
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(snapshot.time, snapshot.id) < (${time}, ${id})`),
    )
    .orderBy("snapshot.time", "desc")
    .orderBy("snapshot.id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ time, id }) => [time, id], toSnapshot);
}

type Filter = {
  agent?: string | undefined;
  policy?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export function chosenBy({ agent, policy, from, to }: Filter) {
  return ({ and, eb }: ExpressionBuilder<Schema, "snapshot">) =>
    and([
      ...(agent === undefined ? [] : [eb("snapshot.agent_id", "=", agent)]),
      ...(policy === undefined ? [] : [eb("snapshot.policy_id", "=", policy)]),
      ...(from === undefined ? [] : [eb("snapshot.time", ">=", toInstant(new Date(from)))]),
      ...(to === undefined ? [] : [eb("snapshot.time", "<", toInstant(new Date(to)))]),
    ]);
}

export type KnownSnapshot = { time: string; hostname: string };
const IDS_AT_ONCE = 500;

/** Of these snapshots those that the ledger knows. */
export async function knownSnapshots(
  db: Db,
  repositoryId: string,
  ids: string[],
): Promise<Map<string, KnownSnapshot>> {
  const known = new Map<string, KnownSnapshot>();
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const rows = await db
      .selectFrom("snapshot")
      .select(["id", "time", "hostname"])
      .where("repository_id", "=", repositoryId)
      .where("id", "in", ids.slice(at, at + IDS_AT_ONCE))
      .execute();
    for (const { id, ...row } of rows) known.set(id, row);
  }
  return known;
}

type Located = { id: string; repository_id: string };

/** What the ledgers of all repositories hold under ids that begin like this one. */
export async function snapshotsLike(db: Db, snapshotId: string): Promise<Located[]> {
  const repositories = await db.selectFrom("repository").select("id").execute();
  return snapshotsAmong(
    db,
    repositories.map(({ id }) => id),
    snapshotId,
  );
}

/** The same of one repository. Where it is a place and knows of none itself, those that the machines' own ones in it hold. */
export async function snapshotsWithin(db: Db, repositoryId: string, snapshotId: string): Promise<Located[]> {
  const known = await snapshotsAmong(db, await withOwn(db, repositoryId), snapshotId);
  const here = known.filter((row) => row.repository_id === repositoryId);
  return here.length > 0 ? here : known;
}

function snapshotsAmong(db: Db, repositoryIds: string[], snapshotId: string): Promise<Located[]> {
  return db
    .selectFrom("snapshot")
    .select(["id", "repository_id"])
    .where("repository_id", "in", repositoryIds)
    .where("id", ">=", snapshotId)
    .where("id", "<=", `${snapshotId}~`)
    .execute();
}

/** The one repository that a snapshot is known to be in. */
export async function repositoryHolding(db: Db, snapshotId: string): Promise<string> {
  const [first, ...more] = new Set((await snapshotsLike(db, snapshotId)).map((one) => one.repository_id));
  if (first === undefined) throw notFound("snapshot");
  if (more.length > 0)
    throw invalidField("repository", "is needed: several repositories hold a snapshot with such an id");
  return first;
}

/** The repository of a place in which a snapshot is to be looked for: itself where no ledger knows of the snapshot. */
export async function holderWithin(db: Db, repositoryId: string, snapshotId: string): Promise<string> {
  const known = await snapshotsWithin(db, repositoryId, snapshotId);
  const [first, ...more] = new Set(known.map((one) => one.repository_id));
  if (more.length > 0)
    throw invalidField(
      "repository",
      "must be that of one machine: several in this place hold a snapshot with such an id",
    );
  return first ?? repositoryId;
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
    doubt: snapshotDoubt.nullable().parse(row.doubt),
  };
}
