import { hash } from "node:crypto";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import type { LogChunk } from "#contract/agent-protocol";

/** zstd keeps a third less than gzip for the same work; every orchestrator takes gzip. */
export type Packing = Exclude<LogChunk["encoding"], "identity">;

/** Less than a millisecond each: the way to another thread and back would be a good part of it. */
const packers: Record<Packing, (text: Buffer) => Buffer> = {
  gzip: (text) => gzipSync(text, { level: 1 }),
  zstd: (text) => zstdCompressSync(text, { params }),
};
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 };

/** What the orchestrator takes, by the words of its acknowledgement. */
export const packingFor = (taken: readonly string[] = []): Packing =>
  taken.includes("zstd") ? "zstd" : "gzip";

export function packChunk(seq: number, lines: readonly string[], packing: Packing): LogChunk {
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  const packed = packers[packing](text);
  return {
    seq,
    sha256: hash("sha256", text, "hex"),
    encoding: packing,
    data: packed.toString("base64"),
    dataSha256: hash("sha256", packed, "hex"),
    lineCount: lines.length,
  };
}
