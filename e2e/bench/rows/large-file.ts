import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { compareBackups } from "../compare-backups.ts";
import type { Row } from "../measure.ts";

const MIB = 1024 ** 2;

export const largeFileRow: Row = {
  name: "large-file",
  async run({ quick, folder }) {
    const mebibytes = quick ? 256 : 2_048;
    const source = makeLargeFile(folder, mebibytes);
    const what = `backup of one file of ${mebibytes.toLocaleString("en")} MiB`;
    const measured = await compareBackups({ folder, source, rounds: quick ? 2 : 3, what });
    rmSync(source, { recursive: true });
    return measured;
  },
};

/** Nothing in it can be packed or comes twice. */
function makeLargeFile(folder: string, mebibytes: number): string {
  const source = join(folder, "large file");
  mkdirSync(source);
  const file = openSync(join(source, "disk image.img"), "w");
  for (let written = 0; written < mebibytes; written += 1) writeSync(file, randomBytes(MIB));
  closeSync(file);
  return source;
}
