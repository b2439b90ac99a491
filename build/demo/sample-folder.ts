import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export type Sample = { files: number; bytes: number };

/** Names that backup programs have stumbled over. */
const ODD_NAMES = [
  "Letters/2025/Grüße aus Köln.txt",
  "Letters/2025/a name with  two spaces.txt",
  "Letters/it's & 100% {odd} [name] #1.txt",
  "Letters/日本語のファイル.txt",
  "Letters/-starts-with-a-dash.txt",
  ".hidden/settings.ini",
  "Empty/nothing.bin",
  `Deep/${"folder/".repeat(12)}leaf.txt`,
  `Long/${"long-".repeat(40)}name.txt`,
];

const PHOTOS = 60;
const NOTES = 130;
const PHOTO_BYTES = 330_000;

/** About 200 files and 20 MB: texts, and photo-like bytes that do not compress. The same every time. */
export function makeSampleFolder(folder: string): Sample {
  const sample = { files: 0, bytes: 0 };
  const write = (path: string, content: Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    sample.files += 1;
    sample.bytes += content.length;
  };
  for (const name of ODD_NAMES) write(name, name.startsWith("Empty/") ? Buffer.alloc(0) : textOf(name, 3));
  for (let at = 1; at <= NOTES; at++) write(`Notes/2026-${at % 12}/note-${at}.md`, textOf(`note ${at}`, at));
  for (let at = 1; at <= PHOTOS; at++) {
    write(`Photos/Album ${at % 5}/IMG_${4000 + at}.jpg`, noise(`photo ${at}`, PHOTO_BYTES + at * 1_013));
  }
  return sample;
}

const textOf = (title: string, lines: number) =>
  Buffer.from(`# ${title}\n\n${`Something that somebody wrote down about ${title}.\n`.repeat(lines)}`);

function noise(seed: string, bytes: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(bytes / 64) }, (_, at) =>
    createHash("sha512").update(`${seed} ${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, bytes);
}
