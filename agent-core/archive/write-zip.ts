import { isUtf8 } from "node:buffer";
import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";
import { centralEntry, descriptor, endOf, localHeader, type ZipMember } from "./zip-records.ts";

export type ZipEntry = {
  name: Buffer;
  type: "file" | "dir" | "symlink";
  mode: number;
  modifiedAt: Date;
  sizeBytes: number;
  content: AsyncIterable<Uint8Array>;
};

/** Below this a file is packed in one go, and its header can tell its sizes. */
const SMALL_BYTES = 64 * 1024;
/** The fastest: whoever waits for a download waits for the line, and most large files are packed already. */
const LEVEL = 1;
const WHOLE_32_BITS = 0xffff_ffff;

/** A zip file, made while it is taken. What is kept until its end is one short record for each entry. */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const central: Buffer[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const member = newMember(entry, offset);
    for await (const part of partsOf(entry, member)) {
      offset += part.length;
      yield part;
    }
    central.push(centralEntry(member));
  }
  const start = offset;
  let count = 0;
  for (const record of central) {
    offset += record.length;
    count++;
    yield record;
  }
  yield endOf({ count, start, sizeBytes: offset - start });
}

function newMember({ name, type, mode, modifiedAt, sizeBytes }: ZipEntry, offset: number): ZipMember {
  const kind = { file: 0o100000, dir: 0o040000, symlink: 0o120000 }[type];
  return {
    name: type === "dir" ? Buffer.concat([name, Buffer.from("/")]) : name,
    isUtf8: isUtf8(name),
    mode: kind | mode,
    modifiedAt,
    offset,
    packed: false,
    isStreamed: type === "file" && sizeBytes > SMALL_BYTES,
    // Its sizes come after it; how wide they are written has to be said before.
    isLarge: sizeBytes >= WHOLE_32_BITS - SMALL_BYTES,
    crc: 0,
    sizeBytes: 0,
    packedBytes: 0,
  };
}

async function* partsOf(entry: ZipEntry, member: ZipMember): AsyncGenerator<Uint8Array> {
  if (!member.isStreamed) {
    yield* wholeOf(await collect(entry.content), member);
    return;
  }
  member.packed = true;
  yield localHeader(member);
  const packer = createDeflateRaw({ level: LEVEL });
  const counted = Readable.from(count(entry.content, member), { objectMode: false });
  // A failure of the content reaches whoever reads the packer.
  pipeline(counted, packer, () => undefined);
  for await (const part of packer) {
    member.packedBytes += part.length;
    yield part;
  }
  yield descriptor(member);
}

function* wholeOf(content: Buffer, member: ZipMember): Generator<Uint8Array> {
  const packed = deflateRawSync(content, { level: LEVEL });
  member.packed = packed.length < content.length;
  const body = member.packed ? packed : content;
  member.crc = crc32(content);
  member.sizeBytes = content.length;
  member.packedBytes = body.length;
  yield localHeader(member);
  if (body.length > 0) yield body;
}

async function* count(content: AsyncIterable<Uint8Array>, member: ZipMember): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    member.crc = crc32(part, member.crc);
    member.sizeBytes += part.length;
    yield part;
  }
}

async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}
