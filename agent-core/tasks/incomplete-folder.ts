import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** For whoever finds the folder. */
const SIGN = "Not complete, restore goes on here.txt";
const WORDS =
  "Holdfast restores files into this folder. As long as this file is here, not all of them are whole. If nothing is at work any more, start the same restore again: it goes on here.\n";

/** A folder that a restore makes, before anything is in it. */
export async function markIncomplete(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, SIGN), WORDS, { mode: 0o600 });
}

export const markComplete = (folder: string) => rm(join(folder, SIGN), { force: true });
