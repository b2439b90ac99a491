import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type AdminFile, readRunFile } from "./admin-file.ts";

const EVERY_USER = "*S-1-5-32-545";

/** Leaves the address of a service with a token that opens little, where everybody who is signed in to this computer can read it. */
export async function writeUserFile(dataDir: string, content: AdminFile): Promise<void> {
  const path = userPath(dataDir);
  await writeFileAtomic(path, `${JSON.stringify(content)}\n`, { mode: 0o644 });
  if (process.platform === "win32") {
    execFileSync("icacls.exe", [path, "/grant", `${EVERY_USER}:R`], { windowsHide: true, stdio: "ignore" });
    return;
  }
  // They may pass through, and see no names: every other file and folder stays closed.
  for (const folder of [dataDir, join(dataDir, "run")]) chmodSync(folder, 0o711);
}

export const readUserFile = (dataDir: string) => readRunFile(userPath(dataDir));

export const removeUserFile = (dataDir: string) => rmSync(userPath(dataDir), { force: true });

const userPath = (dataDir: string) => join(dataDir, "run", "user.json");
