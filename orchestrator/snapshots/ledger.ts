import type { RunReport, SnapshotEntry } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { readMakers } from "./makers.ts";

type Reported = {
  repositoryId: string;
  agentId: string;
  policyId: string | null;
  runId: string;
  snapshotId: string;
  report: RunReport;
  hostname: string;
  paths: string[];
  tags: string[];
  now: Date;
};

/** An unlisted snapshot is believed for so long; by then a listing should have shown it. */
const UNLISTED_MS = 86_400_000;
/** SQLite takes 32,766 parameters in one statement. */
const SHORT_ID = 8;
const ROWS_AT_ONCE = 500;

/** Enters what a backup reported. Until a listing shows it, it counts as reported only. */
export async function recordSnapshot(tx: Tx, made: Reported): Promise<void> {
  const { report, now } = made;
  const known = await entryOf(tx, made.repositoryId, made.snapshotId);
  const origin = { agent_id: made.agentId, policy_id: made.policyId, run_id: made.runId };
  const added = { data_added_bytes: report.summary?.dataAddedBytes ?? null };
  if (known !== undefined) {
    await tx
      .updateTable("snapshot")
      .set({ ...origin, ...added })
      .where("repository_id", "=", made.repositoryId)
      .where("id", "=", known.id)
      .execute();
    return;
  }
  await tx
    .insertInto("snapshot")
    .values({
      repository_id: made.repositoryId,
      id: made.snapshotId,
      ...origin,
      ...added,
      hostname: made.hostname,
      time: toInstant(new Date(report.startedAt)),
      received_at: toInstant(now),
      paths_json: JSON.stringify(made.paths),
      tags_json: JSON.stringify(made.tags),
      files_processed: report.summary?.filesProcessed ?? null,
      bytes_processed: report.summary?.bytesProcessed ?? null,
      listed: 0,
    })
    .execute();
}

/** Makes the ledger show what the repository holds: a listing is the whole truth, but for snapshots of the last day that it may have missed. */
export async function recordListing(
  tx: Tx,
  repositoryId: string,
  entries: SnapshotEntry[],
  now: Date,
): Promise<void> {
  if (await isSupplanted(tx, repositoryId)) return;
  const known = await ledgerOf(tx, repositoryId);
  const listed = new Set(known.filter((row) => row.listed === 1).map((row) => row.id));
  const reported = known.filter((row) => row.listed === 0);
  const fresh = entries.filter((entry) => !listed.has(entry.id));
  const makers = await readMakers(tx);
  const rows = fresh.map((entry): Row<"snapshot"> => {
    const told = reported.find((row) => isSame(row.id, entry.id));
    const maker = told ?? makers.of(entry);
    return {
      repository_id: repositoryId,
      id: entry.id,
      agent_id: maker.agent_id,
      policy_id: maker.policy_id,
      run_id: told?.run_id ?? null,
      hostname: entry.hostname,
      time: toInstant(new Date(entry.time)),
      received_at: told?.received_at ?? toInstant(now),
      paths_json: JSON.stringify(entry.paths),
      tags_json: JSON.stringify(entry.tags),
      files_processed: entry.filesProcessed ?? told?.files_processed ?? null,
      bytes_processed: entry.bytesProcessed ?? told?.bytes_processed ?? null,
      data_added_bytes: told?.data_added_bytes ?? null,
      listed: 1,
    };
  });
  await remove(tx, repositoryId, goneFrom(known, entries, now));
  await insert(tx, rows);
}

/** A listing of another repository that sits in the place of ours says nothing about our snapshots. */
async function isSupplanted(tx: Tx, repositoryId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("repository")
    .select("state")
    .where("id", "=", repositoryId)
    .executeTakeFirst();
  return row === undefined || row.state === "missing";
}

function entryOf(tx: Tx, repositoryId: string, snapshotId: string) {
  return tx
    .selectFrom("snapshot")
    .select("id")
    .where("repository_id", "=", repositoryId)
    .where("id", ">=", snapshotId.slice(0, SHORT_ID))
    .where("id", "<=", `${snapshotId}~`)
    .execute()
    .then((rows) => rows.find((row) => isSame(row.id, snapshotId)));
}

function ledgerOf(tx: Tx, repositoryId: string) {
  return tx
    .selectFrom("snapshot")
    .select([
      "id",
      "agent_id",
      "policy_id",
      "run_id",
      "received_at",
      "files_processed",
      "bytes_processed",
      "data_added_bytes",
      "listed",
    ])
    .where("repository_id", "=", repositoryId)
    .execute();
}

type Known = Awaited<ReturnType<typeof ledgerOf>>[number];

/** Listed once and no more, or shown by this listing under its full id, or unlisted for too long. */
function goneFrom(known: Known[], entries: SnapshotEntry[], now: Date): string[] {
  const present = new Set(entries.map((entry) => entry.id));
  const oldest = toInstant(new Date(now.getTime() - UNLISTED_MS));
  return known
    .filter((row) => {
      if (row.listed === 1) return !present.has(row.id);
      return row.received_at < oldest || entries.some((entry) => isSame(row.id, entry.id));
    })
    .map((row) => row.id);
}

/** Old restics report a snapshot by the first digits of its id only. */
function isSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

async function remove(tx: Tx, repositoryId: string, ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
    await tx
      .deleteFrom("snapshot")
      .where("repository_id", "=", repositoryId)
      .where("id", "in", ids.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
}

async function insert(tx: Tx, rows: Row<"snapshot">[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto("snapshot")
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.columns(["repository_id", "id"]).doNothing())
      .execute();
  }
}
