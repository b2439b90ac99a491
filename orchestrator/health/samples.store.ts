import { sql } from "kysely";
import type { HealthReading, HealthSample } from "#contract/health";
import { atMost } from "../db/at-most.ts";
import type { Db, Tx } from "../db/database.ts";
import { toInstant } from "../ids.ts";
import { setUpkeep } from "../repositories/upkeep.store.ts";

const DAY_MS = 86_400_000;
const HOURLY_MS = 90 * DAY_MS;
const MOST_SAMPLES = 5_000;

type Measured = { reading: HealthReading } | { problem: string };

export async function recordSample(
  tx: Tx,
  repositoryId: string,
  measured: Measured,
  now: Date,
): Promise<void> {
  const reading: HealthReading = "reading" in measured ? measured.reading : {};
  const { count } = await tx
    .selectFrom("snapshot")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("repository_id", "=", repositoryId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("repository_sample")
    .values({
      repository_id: repositoryId,
      at: toInstant(now),
      latency_ms: reading.latencyMs ?? null,
      used_bytes: reading.usedBytes ?? null,
      free_bytes: reading.freeBytes ?? null,
      total_bytes: reading.totalBytes ?? null,
      snapshot_count: count,
      appends_only: reading.appendsOnly === undefined ? null : Number(reading.appendsOnly),
      problem: "problem" in measured ? measured.problem : null,
    })
    .onConflict((conflict) => conflict.columns(["repository_id", "at"]).doNothing())
    .execute();
  await setUpkeep(tx, repositoryId, { sampled_at: toInstant(now) });
}

/** Oldest first. */
export async function samplesOf(
  db: Db,
  repositoryId: string,
  from: string | undefined,
): Promise<HealthSample[]> {
  const rows = await db
    .selectFrom("repository_sample")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .$if(from !== undefined, (query) => query.where("at", ">=", toInstant(new Date(from ?? 0))))
    .orderBy("at", "desc")
    .limit(atMost(MOST_SAMPLES))
    .execute();
  return rows.reverse().map((row) => ({
    at: row.at,
    latencyMs: row.latency_ms,
    usedBytes: row.used_bytes,
    freeBytes: row.free_bytes,
    totalBytes: row.total_bytes,
    snapshotCount: row.snapshot_count,
    appendsOnly: row.appends_only === null ? null : row.appends_only === 1,
    problem: row.problem,
  }));
}

/** After 90 days the first sample of each day is enough. */
export async function thinSamples(tx: Tx, now: Date): Promise<void> {
  const old = toInstant(new Date(now.getTime() - HOURLY_MS));
  await sql`delete from repository_sample where at < ${old} and exists (
    select 1 from repository_sample as earlier
    where earlier.repository_id = repository_sample.repository_id and earlier.at < repository_sample.at
      and substr(earlier.at, 1, 10) = substr(repository_sample.at, 1, 10))`.execute(tx);
}
