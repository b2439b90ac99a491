import { readdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const BLOCK = "/sys/class/block";

/** Whether a disk can be pulled out, as Linux sees it: it says so itself, or it hangs on USB. Encrypted ones are looked at below. */
export async function isRemovable(device: string, blocks = BLOCK): Promise<boolean> {
  const name = basename(await realpath(device).catch(() => device));
  return await isBlockRemovable(name, blocks, 3);
}

async function isBlockRemovable(name: string, blocks: string, depth: number): Promise<boolean> {
  const place = await realpath(join(blocks, name)).catch(() => undefined);
  if (place === undefined) return false;
  if (/\/usb\d/.test(place)) return true;
  // A partition lies in the folder of its disk.
  for (const folder of [place, dirname(place)]) {
    const says = await readFile(join(folder, "removable"), "utf8").catch(() => "");
    if (says.trim() === "1") return true;
  }
  if (depth === 0) return false;
  for (const below of await readdir(join(place, "slaves")).catch(() => []))
    if (await isBlockRemovable(below, blocks, depth - 1)) return true;
  return false;
}
