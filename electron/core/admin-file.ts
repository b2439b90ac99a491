import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";

/** How clients of this computer find the core and prove that they may read its data folder. */
export const adminFile = z.object({ url: z.url(), token: z.string().min(1), pid: z.int() });
export type AdminFile = z.infer<typeof adminFile>;

export async function writeAdminFile(dataDir: string, content: AdminFile): Promise<void> {
  await writeFileAtomic(adminPath(dataDir), `${JSON.stringify(content)}\n`, { mode: 0o600 });
}

/** Undefined where no core has left one; a file that may not be read is an error. */
export const readAdminFile = (dataDir: string) => readRunFile(adminPath(dataDir));

export function readRunFile(path: string): AdminFile | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return adminFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export async function writeSetupToken(dataDir: string, token: string): Promise<string> {
  const path = setupTokenPath(dataDir);
  await writeFileAtomic(path, `${token}\n`, { mode: 0o600 });
  return path;
}

export function removeSetupToken(dataDir: string): void {
  rmSync(setupTokenPath(dataDir), { force: true });
}

export function removeRunFiles(dataDir: string): void {
  rmSync(adminPath(dataDir), { force: true });
  removeSetupToken(dataDir);
}

const adminPath = (dataDir: string) => join(dataDir, "run", "admin.json");
const setupTokenPath = (dataDir: string) => join(dataDir, "run", "setup-token");

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) {
      return undefined;
    }
    throw error;
  }
}
