import { hash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { DomainError, invalidField } from "../http/errors.ts";

/** Of a longer log the first and the last half of this are kept. */
const MAX_LOG_BYTES = 64 * 1024 * 1024;

/** One more than fits, so that too much is noticed. */
const MOST_BYTES = MAX_CHUNK_BYTES + 1;
/** For each it goes to the other thread and back; with larger ones the memory of the core grows by twice as much. */
const PIECE_BYTES = 64 * 1024;

export type CheckedChunk = {
  seq: number;
  sha256: string;
  lineCount: number;
  sizeBytes: number;
  data: Buffer;
};

/** Unpacks a chunk, compares it with its hash, and packs it for the table: outside the transaction, where time costs nobody. */
export async function checkChunk(chunk: LogChunk): Promise<CheckedChunk> {
  const raw = Buffer.from(chunk.data, "base64");
  const text = chunk.encoding === "gzip" ? await unpack(raw) : raw;
  if (text.length > MAX_CHUNK_BYTES)
    throw new DomainError("too-large", "A chunk of log has at most 256 KiB of text.");
  const sha256 = hashOf(text);
  // Some hash what they send, some what it says: either shows that nothing was lost on the way.
  if (chunk.sha256 !== sha256 && chunk.sha256 !== hashOf(raw))
    throw invalidField("sha256", "does not fit the data; send the chunk again");
  const data = chunk.encoding === "gzip" ? raw : await promisify(gzip)(text, { level: 1 });
  return { seq: chunk.seq, sha256, lineCount: chunk.lineCount, sizeBytes: text.length, data };
}

function hashOf(bytes: Buffer): string {
  return hash("sha256", bytes, "hex");
}

async function unpack(raw: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(raw, { maxOutputLength: MOST_BYTES, chunkSize: PIECE_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new DomainError("too-large");
    throw invalidField("data", "is not gzip in base64");
  }
}

/** Returns the number wanted next: a chunk that is there already changes nothing, one that comes too early waits for those before it. */
export async function appendLog(
  tx: Tx,
  run: Row<"run">,
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
    .limit(CHUNKS_A_CUT)
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
