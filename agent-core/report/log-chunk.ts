import { hash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { LogChunk } from "#contract/agent-protocol";

const zip = promisify(gzip);

export async function packChunk(seq: number, lines: readonly string[]): Promise<LogChunk> {
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  const packed = await zip(text, { level: 1 });
  return {
    seq,
    sha256: hash("sha256", text, "hex"),
    encoding: "gzip",
    data: packed.toString("base64"),
    dataSha256: hash("sha256", packed, "hex"),
    lineCount: lines.length,
  };
}
