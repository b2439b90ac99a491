import { chmod, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const CLOSED = new Set(["EACCES", "EPERM"]);

/** With all that is in it, also in folders that nobody may write: Go and Bazel leave theirs so, and a restore brings them back so. */
export async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!CLOSED.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await openFolders(path);
    await rm(path, { recursive: true, force: true });
  }
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await openFolders(join(folder, entry.name));
}
