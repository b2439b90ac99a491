import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import * as z from "zod";

/** A random id made at the first start: a hostname changes and a clone shares it. */
export async function machineId(dataDir: string): Promise<string> {
  const path = join(dataDir, "machine-id");
  const known = z.uuid().safeParse(await readFile(path, "utf8").then((text) => text.trim(), absent));
  if (known.success) return known.data;
  const fresh = randomUUID();
  await writeFileAtomic(path, `${fresh}\n`, { mode: 0o600 });
  return fresh;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
