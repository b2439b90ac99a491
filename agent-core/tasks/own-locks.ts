import type { RepositoryLock } from "#contract/repository-lock";
import { isLockOf, ownAccount } from "../facts/own-account.ts";
import { processStartTime } from "../journal/process-identity.ts";
import type { Lock } from "../restic/locks.ts";

/** Whether the owner of a lock is a process of this machine and lives. Another user's processes are as good as another machine's. */
export async function ownerOf(lock: Lock): Promise<RepositoryLock["owner"]> {
  if (!isLockOf(ownAccount(), lock)) return "another-machine";
  return (await processStartTime(lock.pid)) === undefined ? "this-machine-gone" : "this-machine-alive";
}

export async function describeLock(lock: Lock, now: Date): Promise<RepositoryLock> {
  const ageSeconds = Math.max(0, Math.round((now.getTime() - Date.parse(lock.time)) / 1_000));
  return { ...lock, ageSeconds, owner: await ownerOf(lock) };
}
