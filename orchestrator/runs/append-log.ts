import { type ExpressionBuilder, sql } from "kysely";
import { atMost } from "../db/at-most.ts";
import { composeOnce, type Values } from "../db/compose-once.ts";
import type { Db, Tx } from "../db/database.ts";
import type { Row, Schema } from "../db/tables.ts";
import type { CheckedChunk } from "./check-chunk.ts";

/** Of a longer log the first and the last half of this are kept. */
const MAX_LOG_BYTES = 64 * 1024 * 1024;

type Appended = { runId: string; nextSeq: number; added: boolean };
type Attempt = { agentId: string; taskId: string; attempt: number; leaseToken: string };
type Next = Pick<CheckedChunk, "seq" | "sizeBytes">;

/** Counts a chunk that comes next in the log of an attempt which is at work. */
const countForAttempt = composeOnce((db, next: Values<Attempt & Next>) =>
  counting(db, next)
    .where("task_id", "=", next.taskId)
    .where("attempt", "=", next.attempt)
    .where("agent_id", "=", next.agentId)
    .where("finished_at", "is", null)
    .where(leaseOfRun, "=", next.leaseToken),
);

const countForRun = composeOnce((db, next: Values<Next & { runId: string }>) =>
  counting(db, next).where("id", "=", next.runId),
);

function counting(db: Db, { seq, sizeBytes }: Values<Next>) {
  const bytes = sql<number>`log_bytes + ${sizeBytes}`;
  const next = sql<number>`log_chunks + 1`;
  return db
    .updateTable("run")
    .set({
      log_chunks: next,
      log_bytes: bytes,
      log_head_chunks: sql`case when ${bytes} <= ${sql.lit(MAX_LOG_BYTES / 2)} then ${next} else coalesce(log_head_chunks, 0) end`,
    })
    .where("log_chunks", "=", seq)
    .returning(["id", "log_bytes", "log_cut_bytes", "log_head_chunks"]);
}

type Counted = Pick<Row<"run">, "id" | "log_bytes" | "log_cut_bytes" | "log_head_chunks">;

/**
 * Appends to the log of an attempt. Returns the number wanted next: a chunk that is there already changes nothing, one that comes too
 * early waits for those before it. Nothing comes back where the attempt is not the current one of its task, or is over.
 */
export async function appendLogOfAttempt(
  tx: Tx,
  attempt: Attempt,
  chunk: CheckedChunk,
): Promise<Appended | undefined> {
  const { seq, sizeBytes } = chunk;
  const [counted] = await countForAttempt(tx, { ...attempt, seq, sizeBytes });
  if (counted !== undefined) return keep(tx, counted, chunk);
  const log = await tx
    .selectFrom("run")
    .select(["id", "finished_at", "log_chunks"])
    .where("task_id", "=", attempt.taskId)
    .where("attempt", "=", attempt.attempt)
    .where("agent_id", "=", attempt.agentId)
    .where(leaseOfRun, "=", attempt.leaseToken)
    .executeTakeFirst();
  if (log === undefined || (log.finished_at !== null && seq >= log.log_chunks)) return undefined;
  return { runId: log.id, nextSeq: log.log_chunks, added: false };
}

/** The same where the caller knows whose log it is. */
export async function appendLog(
  tx: Tx,
  run: Pick<Row<"run">, "id" | "log_chunks">,
  chunk: CheckedChunk,
): Promise<Appended> {
  const { seq, sizeBytes } = chunk;
  const [counted] = await countForRun(tx, { runId: run.id, seq, sizeBytes });
  return counted === undefined
    ? { runId: run.id, nextSeq: run.log_chunks, added: false }
    : keep(tx, counted, chunk);
}

/** The token of the task's lease, if the run is its current attempt. As a question of its own, so that SQLite need not plan a join. */
const leaseOfRun = (eb: ExpressionBuilder<Schema, "run">) =>
  eb
    .selectFrom("task")
    .select("lease_token")
    .whereRef("task.id", "=", "run.task_id")
    .whereRef("task.attempt", "=", "run.attempt");

const insertChunk = composeOnce((db, chunk: Values<CheckedChunk & { runId: string }>) =>
  db.insertInto("log_chunk").values({
    run_id: chunk.runId,
    seq: chunk.seq,
    sha256: chunk.sha256,
    line_count: chunk.lineCount,
    size_bytes: chunk.sizeBytes,
    data: chunk.data,
  }),
);

async function keep(tx: Tx, run: Counted, chunk: CheckedChunk): Promise<Appended> {
  await insertChunk(tx, { ...chunk, runId: run.id });
  const excess = run.log_bytes - run.log_cut_bytes - MAX_LOG_BYTES;
  if (excess > 0) await cutMiddle(tx, run, excess);
  return { runId: run.id, nextSeq: chunk.seq + 1, added: true };
}

/** What tiny chunks leave beyond this goes with the next chunk. */
const CHUNKS_A_CUT = 100;

/** Takes the oldest chunks behind the head away until the excess is gone, or as many as one change may. */
async function cutMiddle(tx: Tx, run: Counted, excess: number): Promise<void> {
  const oldest = await tx
    .selectFrom("log_chunk")
    .select(["seq", "size_bytes"])
    .where("run_id", "=", run.id)
    .where("seq", ">=", run.log_head_chunks ?? 0)
    .orderBy("seq")
    .limit(atMost(CHUNKS_A_CUT))
    .execute();
  let cut = 0;
  const enough = oldest.findIndex(({ size_bytes }) => {
    cut += size_bytes;
    return cut >= excess;
  });
  const last = oldest.at(enough);
  if (last === undefined) return;
  await tx
    .deleteFrom("log_chunk")
    .where("run_id", "=", run.id)
    .where("seq", ">=", run.log_head_chunks ?? 0)
    .where("seq", "<=", last.seq)
    .execute();
  await tx
    .updateTable("run")
    .set({ log_cut_bytes: run.log_cut_bytes + cut })
    .where("id", "=", run.id)
    .execute();
}
