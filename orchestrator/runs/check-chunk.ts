import { hash } from "node:crypto";
import { type LogChunk, MAX_CHUNK_BYTES } from "#contract/agent-protocol";
import { DomainError, invalidField } from "../http/errors.ts";
import { type Packing, pack, statedBytes, unpack } from "./packed-text.ts";

/** One more than fits, so that too much is noticed. */
const MOST_BYTES = MAX_CHUNK_BYTES + 1;
/** What is packed takes at most so much more than its text. */
const PACKING_BYTES = 64;

export type CheckedChunk = {
  seq: number;
  sha256: string;
  lineCount: number;
  sizeBytes: number;
  data: Buffer;
};

/**
 * Compares a chunk with its hash: outside the transaction, where time costs nobody. What proves that its packed bytes are those that
 * were sent is kept as it came and unpacked when somebody reads it: to unpack it here would cost more than all the rest.
 */
export async function checkChunk({ seq, lineCount, ...chunk }: LogChunk): Promise<CheckedChunk> {
  const raw = Buffer.from(chunk.data, "base64");
  const sent = hashOf(raw);
  if (chunk.dataSha256 !== undefined && chunk.dataSha256 !== sent) throw unlike("dataSha256");
  const isWhole = chunk.dataSha256 === sent || chunk.sha256 === sent;
  const packing = chunk.encoding === "identity" ? undefined : chunk.encoding;
  const stated = packing !== undefined && isWhole ? believable(packing, raw) : undefined;
  if (stated !== undefined) return { seq, lineCount, sha256: chunk.sha256, sizeBytes: stated, data: raw };

  const text = packing === undefined ? raw : await unpacked(packing, raw);
  if (text.length > MAX_CHUNK_BYTES) throw tooMuch();
  const sha256 = hashOf(text);
  // Some hash what they send, some what it says: either shows that nothing was lost on the way.
  if (chunk.sha256 !== sha256 && chunk.sha256 !== sent) throw unlike("sha256");
  const data = packing === undefined ? await pack(text) : raw;
  return { seq, lineCount, sha256, sizeBytes: text.length, data };
}

/**
 * How much text the packed bytes say that they hold, where that can be believed: what says less than its own size would pass by the cap
 * of a log. That it is the truth is only seen in unpacking it, which no reader does any further.
 */
function believable(packing: Packing, packed: Buffer): number | undefined {
  const bytes = statedBytes(packing, packed);
  if (bytes === undefined) return undefined;
  if (bytes > MAX_CHUNK_BYTES) throw tooMuch();
  return packed.length > bytes + PACKING_BYTES ? undefined : bytes;
}

function hashOf(bytes: Buffer): string {
  return hash("sha256", bytes, "hex");
}

async function unpacked(packing: Packing, raw: Buffer): Promise<Buffer> {
  try {
    return await unpack(packing, raw, MOST_BYTES);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooMuch();
    throw invalidField("data", `is not ${packing} in base64`);
  }
}

const tooMuch = () => new DomainError("too-large", "A chunk of log has at most 256 KiB of text.");
const unlike = (field: string) => invalidField(field, "does not fit the data; send the chunk again");
