import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { shell } from "electron";

/** Shows a folder in the file manager; false where it is none. */
export async function openFolder(path: string): Promise<boolean> {
  if (!isAbsolute(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  // On macOS a program is a folder too, and opening it would start it.
  if (process.platform !== "darwin") return (await shell.openPath(path)) === "";
  shell.showItemInFolder(path);
  return true;
}
