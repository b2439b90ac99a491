import { atMost } from "../db/at-most.ts";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import type { CheckedChunk } from "./check-chunk.ts";

/** Of a longer log the first and the last half of this are kept. */
const MAX_LOG_BYTES = 64 * 1024 * 1024;

type Log = Pick<Row<"run">, "id" | "log_chunks" | "log_bytes" | "log_cut_bytes" | "log_head_chunks">;

/** How far the log of an attempt is, if it is the current one of its task. */
export function logOfAttempt(tx: Tx, taskId: string, proof: { attempt: number; leaseToken: string }) {
  return tx
    .selectFrom("run")
    .innerJoin("task", (join) =>
      join.onRef("task.id", "=", "run.task_id").onRef("task.attempt", "=", "run.attempt"),
    )
    .select(["run.id", "run.agent_id", "run.finished_at"])
    .select(["run.log_chunks", "run.log_bytes", "run.log_cut_bytes", "run.log_head_chunks"])
    .where("run.task_id", "=", taskId)
    .where("run.attempt", "=", proof.attempt)
    .where("task.lease_token", "=", proof.leaseToken)
    .executeTakeFirst();
}

/** Returns the number wanted next: a chunk that is there already changes nothing, one that comes too early waits for those before it. */
export async function appendLog(
  tx: Tx,
  run: Log,
  chunk: CheckedChunk,
): Promise<{ nextSeq: number; added: boolean }> {
  if (chunk.seq !== run.log_chunks) return { nextSeq: run.log_chunks, added: false };
  await tx
    .insertInto("log_chunk")
    .values({
      run_id: run.id,
      seq: chunk.seq,
      sha256: chunk.sha256,
      line_count: chunk.lineCount,
      size_bytes: chunk.sizeBytes,
      data: chunk.data,
    })
    .execute();
  const logBytes = run.log_bytes + chunk.sizeBytes;
  const headChunks = logBytes <= MAX_LOG_BYTES / 2 ? chunk.seq + 1 : (run.log_head_chunks ?? 0);
  const excess = logBytes - run.log_cut_bytes - MAX_LOG_BYTES;
  const cut = excess > 0 ? await cutMiddle(tx, run.id, headChunks, excess) : 0;
  await tx
    .updateTable("run")
    .set({
      log_chunks: chunk.seq + 1,
      log_bytes: logBytes,
      log_cut_bytes: run.log_cut_bytes + cut,
      log_head_chunks: headChunks,
    })
    .where("id", "=", run.id)
    .execute();
  return { nextSeq: chunk.seq + 1, added: true };
}

/** What tiny chunks leave beyond this goes with the next chunk. */
const CHUNKS_A_CUT = 100;

/** Takes the oldest chunks behind the head away until the excess is gone, or as many as one change may; returns the bytes taken. */
async function cutMiddle(tx: Tx, runId: string, headChunks: number, excess: number): Promise<number> {
  const oldest = await tx
    .selectFrom("log_chunk")
    .select(["seq", "size_bytes"])
    .where("run_id", "=", runId)
    .where("seq", ">=", headChunks)
    .orderBy("seq")
    .limit(atMost(CHUNKS_A_CUT))
    .execute();
  let cut = 0;
  const enough = oldest.findIndex(({ size_bytes }) => {
    cut += size_bytes;
    return cut >= excess;
  });
  const last = oldest.at(enough);
  if (last === undefined) return 0;
  await tx
    .deleteFrom("log_chunk")
    .where("run_id", "=", runId)
    .where("seq", ">=", headChunks)
    .where("seq", "<=", last.seq)
    .execute();
  return cut;
}
