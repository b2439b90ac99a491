import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";

/** The bytes of all files below a folder. What goes while it is counted counts nothing. */
export async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (!entry.isFile()) continue;
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}
