import { crc32, deflateRawSync } from "node:zlib";

export type ZipEntry = { name: string; text: string };

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** A zip archive of a few texts, as every system opens it. */
export function zipOf(entries: readonly ZipEntry[], at: Date): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of entries) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const fileName = Buffer.from(name);
    const about = aboutOf({ content, packed, fileName, at });
    const local = Buffer.concat([number(0x04034b50, 4), about, fileName, packed]);
    parts.push(local);
    directory.push(
      Buffer.concat([
        ...[number(0x02014b50, 4), number(20, 2), about, number(0, 2), number(0, 2), number(0, 2)],
        ...[number(0, 4), number(offset, 4), fileName],
      ]),
    );
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = number(entries.length, 2);
  const end = [
    number(0x06054b50, 4),
    number(0, 4),
    count,
    count,
    number(central.length, 4),
    number(offset, 4),
  ];
  return Buffer.concat([...parts, central, ...end, number(0, 2)]);
}

type About = { content: Buffer; packed: Buffer; fileName: Buffer; at: Date };

/** What both headers of an entry say. */
function aboutOf({ content, packed, fileName, at }: About): Buffer {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return Buffer.concat([
    ...[number(20, 2), number(UTF8_NAMES, 2), number(DEFLATED, 2), number(time, 2), number(date, 2)],
    ...[number(crc32(content), 4), number(packed.length, 4), number(content.length, 4)],
    ...[number(fileName.length, 2), number(0, 2)],
  ]);
}

function number(value: number, bytes: 2 | 4): Buffer {
  const written = Buffer.alloc(bytes);
  if (bytes === 2) written.writeUInt16LE(value);
  else written.writeUInt32LE(value);
  return written;
}
