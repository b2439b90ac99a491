import { ownAccount } from "../facts/own-account.ts";
import { processStartTime } from "../journal/process-identity.ts";
import type { UncleanEnd, UncleanEnds } from "../journal/unclean-ends.ts";
import { readLocks } from "../restic/locks.ts";
import { unlock } from "../restic/unlock.ts";
import { mayUnlock } from "./may-unlock.ts";
import type { TaskContext } from "./task-context.ts";

type Deps = { uncleanEnds: UncleanEnds; clockOffsetMs: () => number | undefined };

/**
 * Takes away the lock of a restic of ours that was killed, before the next run meets it; only where that is safe without a person. What
 * stays is told by the run that finds it: no run fails because of this.
 */
export async function unlockOwnLeftovers(deps: Deps, context: TaskContext): Promise<void> {
  try {
    await removeOwn(deps, context);
  } catch (error) {
    context.log.warn(`Locks that were left over could not be removed: ${String(error)}`);
  }
}

async function removeOwn(deps: Deps, context: TaskContext): Promise<void> {
  const { offer, run, log } = context;
  const gone = await deps.uncleanEnds.of(offer.repository.id);
  if (gone.length === 0) return;
  const { end, locks, unreadable } = await readLocks(run);
  if (end.exitCode !== 0) return;
  if (locks.length === 0 && unreadable === 0) return await deps.uncleanEnds.clear(offer.repository.id);
  const verdict = mayUnlock({
    locks,
    unreadable,
    own: ownAccount(),
    gone,
    pidsInUse: await pidsInUse(gone),
    otherHostnames: offer.otherHostnames,
    clockOffsetMs: deps.clockOffsetMs(),
    now: context.now(),
  });
  if (!verdict.mayUnlock) {
    log.info(`Locks are left as they are: ${verdict.reason}.`);
    return;
  }
  await unlock(run);
  // restic always says that it went well.
  const left = new Set((await readLocks(run)).locks.map(({ id }) => id));
  const removed = verdict.own.filter(({ id }) => !left.has(id));
  for (const { pid } of removed)
    log.info(`Removed the lock that process ${pid} of this machine left when it was ended.`);
  if (removed.length === verdict.own.length) await deps.uncleanEnds.clear(offer.repository.id);
}

async function pidsInUse(gone: UncleanEnd[]): Promise<ReadonlySet<number>> {
  const used = await Promise.all(
    gone.map(async ({ pid }) => ((await processStartTime(pid)) === undefined ? [] : [pid])),
  );
  return new Set(used.flat());
}
