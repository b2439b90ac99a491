import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A folder of our own, relative to the one that restic and ssh run in, so that no blank or quote of a path gets between. */
export type PrivateFiles = {
  /** Returns the path from the folder that the program runs in. */
  write(name: string, text: string): Promise<string>;
  absolute(relative: string): string;
  remove(): Promise<void>;
};

/** Secrets that a program takes only from files; the folder is made with the first of them. */
export function createPrivateFiles(tmpDir: string): PrivateFiles {
  const folder = `private-${randomUUID()}`;
  let isMade = false;
  return {
    async write(name, text) {
      isMade = true;
      await mkdir(join(tmpDir, folder), { recursive: true, mode: 0o700 });
      await writeFile(join(tmpDir, folder, name), text, { mode: 0o600 });
      return `${folder}/${name}`;
    },
    absolute: (relative) => join(tmpDir, relative),
    async remove() {
      if (isMade) await rm(join(tmpDir, folder), { recursive: true, force: true });
    },
  };
}
