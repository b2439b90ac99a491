import { createHash, hash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { isPackedBy, unpack } from "../runs/packed-text.ts";

type Pump = {
  runId: string;
  /** How many chunks there are here. */
  chunks: number;
  from: number;
  send: (chunk: LogChunk) => Promise<{ nextSeq: number }>;
  /** What the other side wants next, kept before the next chunk goes. */
  keep: (nextSeq: number) => Promise<void>;
};

/** Sends the chunks of a log in order, one at a time; the answer names the one that is wanted next. Returns that. */
export async function forwardLog(db: Db, { runId, chunks, from, send, keep }: Pump): Promise<number> {
  let seq = from;
  let isLost = false;
  while (seq < chunks) {
    const { nextSeq } = await send(await chunkOf(db, runId, seq));
    // It lost what it had, or knows more than we thought; twice without a step forward is nobody we can serve.
    if (nextSeq <= seq && isLost) return seq;
    isLost = nextSeq <= seq;
    seq = nextSeq;
    await keep(seq);
  }
  return seq;
}

async function chunkOf(db: Db, runId: string, seq: number): Promise<LogChunk> {
  const row = await db
    .selectFrom("log_chunk")
    .selectAll()
    .where("run_id", "=", runId)
    .where("seq", "=", seq)
    .executeTakeFirst();
  if (row === undefined || row.size_bytes > MAX_CHUNK_BYTES) return cutOut(seq);
  const data = await asGzip(row).catch(() => undefined);
  if (data === undefined) return cutOut(seq);
  return {
    seq,
    sha256: row.sha256,
    encoding: "gzip",
    data: data.toString("base64"),
    dataSha256: hash("sha256", data, "hex"),
    lineCount: row.line_count,
  };
}

/** Which every orchestrator takes. */
async function asGzip({ data, size_bytes }: Pick<Row<"log_chunk">, "data" | "size_bytes">): Promise<Buffer> {
  if (!isPackedBy("zstd", data)) return Buffer.from(data);
  return promisify(gzip)(await unpack("zstd", data, size_bytes), { level: 1 });
}

/** A long log loses its middle, and an old one all of it, before they could be sent. */
function cutOut(seq: number): LogChunk {
  const text = Buffer.from(
    `${new Date(0).toISOString()} warn A part of this log was cut on the machine before it could be sent.\n`,
  );
  return {
    seq,
    sha256: createHash("sha256").update(text).digest("hex"),
    encoding: "identity",
    data: text.toString("base64"),
    lineCount: 1,
  };
}
