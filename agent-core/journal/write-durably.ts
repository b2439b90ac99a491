import { closeSync, fsync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

let made = 0;
const toDisk = promisify(fsync);

/**
 * A small file, whole or as it was before, and on the disk when this resolves. Only the disk is waited for in another thread: each of
 * the other steps takes less than the way there and back. `spare` is a file that nobody needs any more, and becomes this one.
 */
export async function writeDurably(file: string, text: string, spare?: string): Promise<void> {
  const part = spare ?? `${file}.${process.pid}-${++made}.part`;
  try {
    const fd = openSync(part, spare === undefined ? "wx" : "w", 0o600);
    try {
      writeFileSync(fd, text);
      await toDisk(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/**
 * One more line of a small file that is there, on the disk when this resolves. What was in the file before is not touched; of a line that
 * broke off nothing can be read.
 */
export async function appendDurably(file: string, line: string): Promise<void> {
  const fd = openSync(file, "a", 0o600);
  try {
    writeFileSync(fd, `\n${line}`);
    await toDisk(fd);
  } finally {
    closeSync(fd);
  }
}

/** Of a process that was ended in the middle of it. */
export function isLeftOver(name: string): boolean {
  return name.endsWith(".part") && !name.includes(`.${process.pid}-`);
}
