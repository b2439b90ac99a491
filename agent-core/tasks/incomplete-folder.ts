import { lstat, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";

/** For whoever finds the folder. */
const SIGN = "Not complete, restore goes on here.txt";
const WORDS =
  "Holdfast restores files into this folder. As long as this file is here, not all of them are whole. If nothing is at work any more, start the same restore again: it goes on here.\n";

export const signOf = (folder: string) => join(folder, SIGN);

/**
 * A folder that a restore makes, before anything is in it. Of an earlier attempt it may have been given to a person, who may have put a
 * link in the sign's place: what is there is not written to.
 */
export async function markIncomplete(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const sign = await open(signOf(folder), "wx", 0o600);
  try {
    await sign.writeFile(WORDS);
    // Whatever the umask of the service says: the folder itself is open to nobody but its owner.
    await sign.chmod(0o644);
  } finally {
    await sign.close();
  }
}

export const markComplete = (folder: string) => rm(signOf(folder), { force: true });

export const isMarkedIncomplete = (folder: string) => lstat(signOf(folder)).then(Boolean, () => false);
