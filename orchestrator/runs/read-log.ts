import type * as z from "zod";
import type { LogLine, readRunLog } from "#contract/runs";
import type { Db } from "../db/database.ts";
import { isAtLeast, parseLogLines } from "./log-line.ts";
import { isPackedBy, unpack } from "./packed-text.ts";

type Query = z.output<(typeof readRunLog)["query"]>;
type Chunk = { seq: number; size_bytes: number; data: Uint8Array };

/** So many chunks are read for one answer, whatever the filter leaves of them. */
const CHUNKS_A_PAGE = 20;

export async function readLogLines(db: Db, runId: string, query: Query) {
  const chunks = await readChunks(db, runId, query.afterSeq, CHUNKS_A_PAGE + 1);
  const lines: LogLine[] = [];
  for (const chunk of chunks.slice(0, CHUNKS_A_PAGE)) {
    lines.push(...(await linesOf(chunk)).filter(matches(query)));
  }
  const lastRead = chunks.slice(0, CHUNKS_A_PAGE).at(-1);
  return { lines, nextSeq: lastRead?.seq ?? query.afterSeq, hasMore: chunks.length > CHUNKS_A_PAGE };
}

/** The whole log, a chunk at a time; says where the middle was cut out. */
export async function* streamLogText(db: Db, runId: string): AsyncGenerator<string> {
  let after = -1;
  for (;;) {
    const chunks = await readChunks(db, runId, after, CHUNKS_A_PAGE);
    for (const chunk of chunks) {
      if (chunk.seq > after + 1)
        yield `[${chunk.seq - after - 1} chunks of this log were left out: it grew too long]\n`;
      yield (await textOf(chunk)) ?? `[${unreadable(chunk)}]\n`;
      after = chunk.seq;
    }
    if (chunks.length < CHUNKS_A_PAGE) return;
  }
}

function readChunks(db: Db, runId: string, afterSeq: number, limit: number): Promise<Chunk[]> {
  return db
    .selectFrom("log_chunk")
    .select(["seq", "size_bytes", "data"])
    .where("run_id", "=", runId)
    .where("seq", ">", afterSeq)
    .orderBy("seq")
    .limit(limit)
    .execute();
}

async function linesOf(chunk: Chunk): Promise<LogLine[]> {
  const text = await textOf(chunk);
  if (text !== undefined) return parseLogLines(chunk.seq, text);
  return [{ seq: chunk.seq, at: null, level: "warn", text: unreadable(chunk) }];
}

/** Nothing where it is not what its machine said that it is: it was kept as it came. Never more than that machine said. */
async function textOf({ data, size_bytes }: Chunk): Promise<string | undefined> {
  const packing = isPackedBy("zstd", data) ? "zstd" : "gzip";
  try {
    const text = await unpack(packing, data, size_bytes);
    return text.toString("utf8");
  } catch {
    return undefined;
  }
}

function unreadable({ seq, size_bytes }: Chunk): string {
  return `Chunk ${seq} of this log (${size_bytes} bytes) cannot be read: what the machine sent is not whole.`;
}

function matches({ level, q }: Query): (line: LogLine) => boolean {
  const wanted = q?.toLowerCase();
  return (line) =>
    (level === undefined || isAtLeast(line, level)) &&
    (wanted === undefined || line.text.toLowerCase().includes(wanted));
}
