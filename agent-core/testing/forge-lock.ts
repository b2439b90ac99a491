import { join } from "node:path";
import type { Lock } from "../restic/locks.ts";
import { putFile, sealAsRestic } from "./seal-as-restic.ts";

/** Puts a lock into a repository as restic writes it. */
export async function forgeLock(
  repositoryDir: string,
  keyText: string,
  lock: Omit<Lock, "id">,
): Promise<string> {
  return await putFile(
    join(repositoryDir, "locks"),
    sealAsRestic(keyText, Buffer.from(JSON.stringify(lock))),
  );
}
