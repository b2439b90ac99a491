import { type Account, isLockOf } from "../facts/own-account.ts";
import type { UncleanEnd } from "../journal/unclean-ends.ts";
import type { Lock } from "../restic/locks.ts";

/** What is known about the locks of a repository, and about who could have made them. */
export type LockSituation = {
  locks: Lock[];
  /** Locks whose content could not be read. */
  unreadable: number;
  own: Account;
  /** restics of this machine that ended without cleaning up. */
  gone: UncleanEnd[];
  /** Of those pids, the ones that a process of this machine has at this moment. */
  pidsInUse: ReadonlySet<number>;
  /** Names of the other enrolled machines; undefined where nobody told them. */
  otherHostnames: readonly string[] | undefined;
  /** How far this machine's clock is off; undefined where nobody measured it. */
  clockOffsetMs: number | undefined;
  now: Date;
};

export type Verdict = { mayUnlock: true; own: Lock[] } | { mayUnlock: false; reason: string };

const MOST_OFFSET_MS = 5 * 60_000;
/** restic writes whole instants and the system rounds its own. */
const ROUNDING_MS = 5_000;
/** `restic unlock` takes away every lock that is older than 30 minutes, whoever holds it; clocks may be five minutes apart. */
const FOREIGN_MOST_AGE_MS = 20 * 60_000;

/**
 * Whether `restic unlock` may run without a person: it removes all locks that restic takes for left over, so each one that it could take
 * must be provably this machine's own dead one.
 */
export function mayUnlock(situation: LockSituation): Verdict {
  const { locks, unreadable, own, otherHostnames, clockOffsetMs } = situation;
  if (clockOffsetMs === undefined || Math.abs(clockOffsetMs) > MOST_OFFSET_MS)
    return no("this machine's clock is wrong, or nobody has compared it yet");
  if (otherHostnames === undefined) return no("it is not known which other machines there are");
  if (otherHostnames.includes(own.hostname)) return no(`another machine is called ${own.hostname} too`);
  if (unreadable > 0) return no("a lock could not be read");
  const dead = locks.filter((lock) => isOwnDead(lock, situation));
  if (dead.length === 0) return no("none of them is provably a lock of this machine whose program is gone");
  const doubtful = locks.find(
    (lock) => !dead.includes(lock) && !isSurelyKept(lock, situation, otherHostnames),
  );
  if (doubtful !== undefined)
    return no(`a lock of ${doubtful.hostname || "an unknown machine"} would go too`);
  return { mayUnlock: true, own: dead };
}

function no(reason: string): Verdict {
  return { mayUnlock: false, reason };
}

function isOwnDead(lock: Lock, { own, gone, pidsInUse }: LockSituation): boolean {
  if (!isLockOf(own, lock) || pidsInUse.has(lock.pid)) return false;
  const madeAt = Date.parse(lock.time);
  return gone.some(
    ({ pid, startedAt, goneAt }) =>
      pid === lock.pid &&
      madeAt >= Date.parse(startedAt) - ROUNDING_MS &&
      madeAt <= Date.parse(goneAt) + ROUNDING_MS,
  );
}

/** One of a machine that nobody enrolled, young enough for restic to leave it alone. */
function isSurelyKept(lock: Lock, { own, now }: LockSituation, otherHostnames: readonly string[]): boolean {
  if (lock.hostname === own.hostname || otherHostnames.includes(lock.hostname)) return false;
  const ageMs = now.getTime() - Date.parse(lock.time);
  return ageMs > -MOST_OFFSET_MS && ageMs < FOREIGN_MOST_AGE_MS;
}
