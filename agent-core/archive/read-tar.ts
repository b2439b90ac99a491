import { type ByteReader, createByteReader } from "./read-bytes.ts";

export type TarEntry = {
  /** As bytes: a name need not be UTF-8. */
  name: Buffer;
  type: "file" | "dir" | "symlink" | "other";
  linkName: Buffer;
  mode: number;
  modifiedAt: Date;
  sizeBytes: number;
  /** Read it before the next entry, or leave it. */
  content: AsyncGenerator<Uint8Array>;
};

const BLOCK = 512;
const LONGEST_RECORD = 1024 * 1024;

/** Entries of a tar stream as restic writes them: ustar, with PAX records for what does not fit there. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = createByteReader(source);
  let records = new Map<string, Buffer>();
  for (;;) {
    const header = await reader.exactly(BLOCK);
    if (header === undefined) throw new Error("The archive breaks off.");
    if (header.every((byte) => byte === 0)) break;
    const kind = String.fromCharCode(header[156] ?? 0);
    if (kind === "x") {
      records = await readRecords(reader, numberAt(header, 124, 12));
      continue;
    }
    const entry = entryOf(header, kind, records, reader);
    records = new Map();
    yield entry;
    for await (const _ of entry.content);
  }
  // What fills the last record of the tape is read too, so that restic can end.
  while ((await reader.some(BLOCK)) !== undefined);
}

const TYPES: Record<string, TarEntry["type"]> = { "0": "file", "\0": "file", "5": "dir", "2": "symlink" };

function entryOf(header: Buffer, kind: string, records: Map<string, Buffer>, reader: ByteReader): TarEntry {
  const size = records.get("size");
  const mtime = records.get("mtime");
  const sizeBytes = size === undefined ? numberAt(header, 124, 12) : Number(size.toString());
  const prefix = textAt(header, 345, 155);
  const short = textAt(header, 0, 100);
  const seconds = mtime === undefined ? numberAt(header, 136, 12) : Number(mtime.toString());
  return {
    name: records.get("path") ?? (prefix.length === 0 ? short : Buffer.concat([prefix, SLASH, short])),
    type: TYPES[kind] ?? "other",
    linkName: records.get("linkpath") ?? textAt(header, 157, 100),
    mode: numberAt(header, 100, 8) & 0o7777,
    modifiedAt: new Date(Number.isFinite(seconds) ? seconds * 1_000 : 0),
    sizeBytes,
    content: contentOf(reader, sizeBytes),
  };
}

const SLASH = Buffer.from("/");

async function* contentOf(reader: ByteReader, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let missing = sizeBytes; missing > 0; ) {
    const part = await reader.some(missing);
    if (part === undefined) throw new Error("The archive breaks off.");
    missing -= part.length;
    yield part;
  }
  await reader.exactly(paddingAfter(sizeBytes));
}

const paddingAfter = (sizeBytes: number) => (BLOCK - (sizeBytes % BLOCK)) % BLOCK;

/** Records read `<length> <key>=<value>\n`, all as bytes. */
async function readRecords(reader: ByteReader, sizeBytes: number): Promise<Map<string, Buffer>> {
  if (sizeBytes > LONGEST_RECORD) throw new Error("The archive holds a record that is too long.");
  const block = await reader.exactly(sizeBytes + paddingAfter(sizeBytes));
  if (block === undefined) throw new Error("The archive breaks off.");
  const records = new Map<string, Buffer>();
  for (let at = 0; at < sizeBytes; ) {
    const blank = block.indexOf(" ", at);
    const length = Number(block.toString("latin1", at, blank));
    if (blank === -1 || !Number.isSafeInteger(length) || length <= 0)
      throw new Error("The archive holds a record that cannot be read.");
    const equals = block.indexOf("=", blank);
    records.set(block.toString("utf8", blank + 1, equals), block.subarray(equals + 1, at + length - 1));
    at += length;
  }
  return records;
}

function textAt(header: Buffer, at: number, length: number): Buffer {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end));
}

/** Octal digits, or a big-endian number behind a byte with the highest bit set. */
function numberAt(header: Buffer, at: number, length: number): number {
  const field = header.subarray(at, at + length);
  if (((field[0] ?? 0) & 0x80) === 0)
    return Number.parseInt(field.toString("latin1").replace(/\0.*$/s, "").trim() || "0", 8);
  return Number(BigInt(`0x${field.toString("hex")}`) & ((1n << BigInt(length * 8 - 1)) - 1n));
}
