import { promisify } from "node:util";
import { constants, gunzip, zstdCompress, zstdDecompress } from "node:zlib";

/** How text of logs is packed, which its first bytes tell. */
export type Packing = "gzip" | "zstd";

const MAGIC: Record<Packing, number[]> = { gzip: [0x1f, 0x8b, 0x08], zstd: [0x28, 0xb5, 0x2f, 0xfd] };
/** For each it goes to the other thread and back; with larger ones the memory of the core grows by twice as much. */
const PIECE_BYTES = 64 * 1024;
/** Head and end of gzip together; as long as the longest head of zstd. */
const LEAST_BYTES = 18;

export function isPackedBy(packing: Packing, bytes: Uint8Array): boolean {
  return MAGIC[packing].every((byte, at) => bytes[at] === byte);
}

/** Rejects where it is not whole, and before it makes more of it than that. */
export function unpack(packing: Packing, bytes: Uint8Array, mostBytes: number): Promise<Buffer> {
  const unpacked = packing === "gzip" ? promisify(gunzip) : promisify(zstdDecompress);
  return unpacked(bytes, { maxOutputLength: Math.max(1, mostBytes), chunkSize: PIECE_BYTES });
}

export function pack(text: Buffer): Promise<Buffer> {
  return promisify(zstdCompress)(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
}

/** How much text it says that it holds. */
export function statedBytes(packing: Packing, bytes: Buffer): number | undefined {
  if (bytes.length < LEAST_BYTES || !isPackedBy(packing, bytes)) return undefined;
  return packing === "gzip" ? bytes.readUInt32LE(bytes.length - 4) : statedByFrame(bytes);
}

const DICTIONARY_ID_BYTES = [0, 1, 2, 4];

/** The head of a frame of zstd (RFC 8878, 3.1.1.1), which may leave it out. */
function statedByFrame(bytes: Buffer): number | undefined {
  const descriptor = bytes.readUInt8(4);
  const isOneSegment = (descriptor & 0x20) !== 0;
  const at = 5 + (isOneSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0);
  switch (descriptor >> 6) {
    case 0:
      return isOneSegment ? bytes.readUInt8(at) : undefined;
    case 1:
      return bytes.readUInt16LE(at) + 256;
    case 2:
      return bytes.readUInt32LE(at);
    default:
      return Number(bytes.readBigUInt64LE(at));
  }
}
