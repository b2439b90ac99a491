import type { RunReport, SnapshotEntry } from "#contract/outcome";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { toInstant } from "../ids.ts";
import { readUpkeep, setUpkeep } from "../repositories/upkeep.store.ts";
import { type Doubt, isOutOfTime, warnOfDoubts, warnOfMissing } from "./doubts.ts";
import { readExpected } from "./expected.ts";
import { type Maker, readMakers } from "./makers.ts";

type Reported = {
  repositoryId: string;
  agentId: string;
  policyId: string | null;
  runId: string;
  snapshotId: string;
  report: RunReport;
  /** By our own clock. */
  startedAt: string;
  hostname: string;
  paths: string[];
  tags: string[];
  now: Date;
};

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
    const run = { startedAt: made.startedAt, receivedAt: toInstant(now) };
    const doubt = known.listed === 1 && isOutOfTime(known.time, run) ? ("time" satisfies Doubt) : null;
    await tx
      .updateTable("snapshot")
      .set({ ...origin, ...added, doubt, doubt_seen_at: null })
      .where("repository_id", "=", made.repositoryId)
      .where("id", "=", known.id)
      .execute();
    if (known.doubt !== doubt) await warnOfDoubts(tx, made.repositoryId, now);
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

export type Listing = {
  repositoryId: string;
  runId: string;
  /** When we heard that it had begun: a snapshot that we knew of by then must be in it. */
  startedAt: string;
  entries: SnapshotEntry[];
  /** What the same run removed itself; undefined where it does not say, and whatever is gone is put down to it. */
  forgotten: string[] | "whatever is gone";
  /** A repair writes snapshots anew. */
  rewrites: boolean;
  now: Date;
};

/** Makes the ledger show what the repository holds, and doubts what it does not explain. The first listing imports what is there. */
export async function recordListing(tx: Tx, listing: Listing): Promise<void> {
  const { repositoryId, entries, now } = listing;
  if (await isSupplanted(tx, repositoryId)) return;
  const isFirst = await noteListing(tx, repositoryId, now);
  const known = await ledgerOf(tx, repositoryId);
  const listed = new Set(known.filter((row) => row.listed === 1).map((row) => row.id));
  const reported = known.filter((row) => row.listed === 0);
  const makers = await readMakers(tx);
  const expected = await readExpected(tx, repositoryId);
  const rows: Row<"snapshot">[] = [];
  for (const entry of entries.filter(({ id }) => !listed.has(id))) {
    const told = reported.find((row) => isSame(row.id, entry.id));
    const maker = told ?? makers.of(entry);
    if (told === undefined && !isFirst && expected.isAwaited(maker)) continue;
    const isExplained =
      isFirst || listing.rewrites || told !== undefined || (await expected.isLeftBehind(maker, entry));
    rows.push(toRow(entry, { told, maker, isExplained }, listing));
  }
  const gone = goneFrom(known, listing);
  await remove(
    tx,
    repositoryId,
    gone.map((row) => row.id),
  );
  await insert(tx, rows);
  await warnOfDoubts(tx, repositoryId, now);
  const missing = gone.filter((row) => isMissing(row, listing));
  await warnOfMissing(tx, repositoryId, missing, listing.runId, now);
}

type Origin = { told: Known | undefined; maker: Maker; isExplained: boolean };

function toRow(
  entry: SnapshotEntry,
  { told, maker, isExplained }: Origin,
  { repositoryId, now }: Listing,
): Row<"snapshot"> {
  const time = toInstant(new Date(entry.time));
  const isOdd =
    told?.run_started_at != null &&
    isOutOfTime(time, { startedAt: told.run_started_at, receivedAt: told.received_at });
  return {
    repository_id: repositoryId,
    id: entry.id,
    agent_id: maker.agent_id,
    policy_id: maker.policy_id,
    run_id: told?.run_id ?? null,
    hostname: entry.hostname,
    time,
    received_at: told?.received_at ?? toInstant(now),
    paths_json: JSON.stringify(entry.paths),
    tags_json: JSON.stringify(entry.tags),
    files_processed: entry.filesProcessed ?? told?.files_processed ?? null,
    bytes_processed: entry.bytesProcessed ?? told?.bytes_processed ?? null,
    data_added_bytes: told?.data_added_bytes ?? null,
    listed: 1,
    doubt: isOdd ? "time" : isExplained ? null : "unknown",
    doubt_seen_at: null,
  };
}

/** Whether this is the first time. */
async function noteListing(tx: Tx, repositoryId: string, now: Date): Promise<boolean> {
  const before = await readUpkeep(tx, repositoryId);
  await setUpkeep(tx, repositoryId, { listed_at: toInstant(now) });
  return before?.listed_at == null;
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
    .select(["id", "time", "listed", "doubt"])
    .where("repository_id", "=", repositoryId)
    .where("id", ">=", snapshotId.slice(0, SHORT_ID))
    .where("id", "<=", `${snapshotId}~`)
    .execute()
    .then((rows) => rows.find((row) => isSame(row.id, snapshotId)));
}

function ledgerOf(tx: Tx, repositoryId: string) {
  return tx
    .selectFrom("snapshot")
    .leftJoin("run", "run.id", "snapshot.run_id")
    .select([
      "snapshot.id",
      "snapshot.agent_id",
      "snapshot.policy_id",
      "snapshot.run_id",
      "snapshot.hostname",
      "snapshot.time",
      "snapshot.received_at",
      "snapshot.files_processed",
      "snapshot.bytes_processed",
      "snapshot.data_added_bytes",
      "snapshot.listed",
      "run.started_at as run_started_at",
    ])
    .where("snapshot.repository_id", "=", repositoryId)
    .execute();
}

type Known = Awaited<ReturnType<typeof ledgerOf>>[number];

/** Listed once and no more, or shown by this listing under its full id, or known before it and not in it. */
function goneFrom(known: Known[], { entries, startedAt }: Listing): Known[] {
  const present = new Set(entries.map((entry) => entry.id));
  return known.filter((row) => {
    if (row.listed === 1) return !present.has(row.id);
    return row.received_at < startedAt || entries.some((entry) => isSame(row.id, entry.id));
  });
}

function isMissing(row: Known, { entries, forgotten, rewrites }: Listing): boolean {
  if (rewrites || forgotten === "whatever is gone") return false;
  return ![...entries.map(({ id }) => id), ...forgotten].some((id) => isSame(row.id, id));
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
