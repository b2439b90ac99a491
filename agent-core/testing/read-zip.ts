import { crc32, inflateRawSync } from "node:zlib";

export type Unzipped = { name: Buffer; mode: number; modifiedAt: Date; content: Buffer };

/** All entries of a zip by its central directory, each checked against its checksum. */
export function readZip(zip: Buffer): Unzipped[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const entries: Unzipped[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < zip.readUInt16LE(end + 10); index++) {
    const nameLength = zip.readUInt16LE(at + 28);
    const extraLength = zip.readUInt16LE(at + 30);
    const extra = zip.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const content = contentAt(zip, zip.readUInt32LE(at + 42), {
      isPacked: zip.readUInt16LE(at + 10) === 8,
      packedBytes: zip.readUInt32LE(at + 20),
    });
    if (crc32(content) !== zip.readUInt32LE(at + 16)) throw new Error("A checksum is wrong.");
    entries.push({
      name: zip.subarray(at + 46, at + 46 + nameLength),
      mode: zip.readUInt32LE(at + 38) >>> 16,
      modifiedAt: new Date(extra.readInt32LE(5) * 1_000),
      content,
    });
    at += 46 + nameLength + extraLength;
  }
  return entries;
}

function contentAt(zip: Buffer, at: number, packed: { isPacked: boolean; packedBytes: number }): Buffer {
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const body = zip.subarray(from, from + packed.packedBytes);
  return packed.isPacked ? inflateRawSync(body) : body;
}
