/** One file of a zip, as its records tell it. */
export type ZipMember = {
  name: Buffer;
  isUtf8: boolean;
  /** As Unix writes it, with the kind of file. */
  mode: number;
  modifiedAt: Date;
  offset: number;
  packed: boolean;
  /** Checksum and sizes stand behind the content. */
  isStreamed: boolean;
  isLarge: boolean;
  crc: number;
  sizeBytes: number;
  packedBytes: number;
};

const WHOLE_16_BITS = 0xffff;
const WHOLE_32_BITS = 0xffff_ffff;
const NEEDS_64_BITS = 45;
const MADE_BY_UNIX = 3;
const [STREAMED, UTF8_NAME] = [0x0008, 0x0800];

export function localHeader(member: ZipMember): Buffer {
  const { isStreamed, isLarge } = member;
  const extra = Buffer.concat([timeExtra(member), isLarge ? wideExtra([0, 0]) : Buffer.alloc(0)]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, member);
  const [packed, size] = isLarge ? [WHOLE_32_BITS, WHOLE_32_BITS] : [member.packedBytes, member.sizeBytes];
  header.writeUInt32LE(isStreamed ? 0 : member.crc, 14);
  header.writeUInt32LE(isStreamed && !isLarge ? 0 : packed, 18);
  header.writeUInt32LE(isStreamed && !isLarge ? 0 : size, 22);
  header.writeUInt16LE(member.name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, member.name, extra]);
}

export function descriptor({ crc, packedBytes, sizeBytes, isLarge }: ZipMember): Buffer {
  const record = Buffer.alloc(isLarge ? 24 : 16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  if (isLarge) {
    record.writeBigUInt64LE(BigInt(packedBytes), 8);
    record.writeBigUInt64LE(BigInt(sizeBytes), 16);
  } else {
    record.writeUInt32LE(packedBytes, 8);
    record.writeUInt32LE(sizeBytes, 12);
  }
  return record;
}

export function centralEntry(member: ZipMember): Buffer {
  const numbers = [member.sizeBytes, member.packedBytes, member.offset];
  const isWide = member.isLarge || numbers.some((number) => number >= WHOLE_32_BITS);
  const extra = Buffer.concat([timeExtra(member), isWide ? wideExtra(numbers) : Buffer.alloc(0)]);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE((MADE_BY_UNIX << 8) | NEEDS_64_BITS, 4);
  writeCommon(entry, 6, member);
  entry.writeUInt32LE(member.crc, 16);
  entry.writeUInt32LE(isWide ? WHOLE_32_BITS : member.packedBytes, 20);
  entry.writeUInt32LE(isWide ? WHOLE_32_BITS : member.sizeBytes, 24);
  entry.writeUInt16LE(member.name.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE((member.mode << 16) >>> 0, 38);
  entry.writeUInt32LE(isWide ? WHOLE_32_BITS : member.offset, 42);
  return Buffer.concat([entry, member.name, extra]);
}

/** The end, twice: the wide one is always there and counts where the short one overflows. */
export function endOf({ count, start, sizeBytes }: { count: number; start: number; sizeBytes: number }) {
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE((MADE_BY_UNIX << 8) | NEEDS_64_BITS, 12);
  wide.writeUInt16LE(NEEDS_64_BITS, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(sizeBytes), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  const where = Buffer.alloc(20);
  where.writeUInt32LE(0x07064b50, 0);
  where.writeBigUInt64LE(BigInt(start + sizeBytes), 8);
  where.writeUInt32LE(1, 16);
  const short = Buffer.alloc(22);
  short.writeUInt32LE(0x06054b50, 0);
  short.writeUInt16LE(Math.min(count, WHOLE_16_BITS), 8);
  short.writeUInt16LE(Math.min(count, WHOLE_16_BITS), 10);
  short.writeUInt32LE(Math.min(sizeBytes, WHOLE_32_BITS), 12);
  short.writeUInt32LE(Math.min(start, WHOLE_32_BITS), 16);
  return Buffer.concat([wide, where, short]);
}

/** Version, flags, method, time and date stand in both headers in the same order. */
function writeCommon(record: Buffer, at: number, member: ZipMember): void {
  const { time, date } = dosTime(member.modifiedAt);
  record.writeUInt16LE(member.isLarge ? NEEDS_64_BITS : 20, at);
  record.writeUInt16LE((member.isStreamed ? STREAMED : 0) | (member.isUtf8 ? UTF8_NAME : 0), at + 2);
  record.writeUInt16LE(member.packed ? 8 : 0, at + 4);
  record.writeUInt16LE(time, at + 6);
  record.writeUInt16LE(date, at + 8);
}

/** The sizes that do not fit, and in the central directory the place as well. */
function wideExtra(numbers: number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8);
  extra.writeUInt16LE(0x0001, 0);
  extra.writeUInt16LE(numbers.length * 8, 2);
  numbers.forEach((number, index) => {
    extra.writeBigUInt64LE(BigInt(number), 4 + index * 8);
  });
  return extra;
}

/** Seconds since 1970 in UTC; the DOS time has no zone and ends in 2107. */
function timeExtra({ modifiedAt }: ZipMember): Buffer {
  const seconds = Math.floor(modifiedAt.getTime() / 1_000);
  if (seconds < -(2 ** 31) || seconds >= 2 ** 31) return Buffer.alloc(0);
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt8(1, 4);
  extra.writeInt32LE(seconds, 5);
  return extra;
}

function dosTime(at: Date): { time: number; date: number } {
  const year = at.getUTCFullYear();
  if (year < 1980 || year > 2107) return { time: 0, date: (1 << 5) | 1 };
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
