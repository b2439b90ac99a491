import fc from "fast-check";
import { expect, test } from "vitest";
import type { Lock } from "../restic/locks.ts";
import { type LockSituation, mayUnlock } from "./may-unlock.ts";

const NOW = Date.parse("2026-11-24T12:00:00.000Z");
const MINUTE = 60_000;
const at = (ms: number) => new Date(ms).toISOString();
const OWN = { hostname: "desk", usernames: ["anna"], platform: "linux" as const };
const gone = {
  repositoryId: "r",
  pid: 4_242,
  startTime: "77",
  startedAt: at(NOW - 60 * MINUTE),
  goneAt: at(NOW - 40 * MINUTE),
};

const lockOf = (change: Partial<Lock> = {}): Lock => ({
  ...{ id: "a", exclusive: true, pid: 4_242, time: at(NOW - 45 * MINUTE) },
  ...{ hostname: "desk", username: "anna" },
  ...change,
});
const situation = (change: Partial<LockSituation> = {}): LockSituation => ({
  locks: [lockOf()],
  unreadable: 0,
  own: OWN,
  gone: [gone],
  pidsInUse: new Set(),
  otherHostnames: ["office-pc"],
  clockOffsetMs: 200,
  now: new Date(NOW),
  ...change,
});

test("a lock of a restic that is known to be gone may be removed", () => {
  expect(mayUnlock(situation())).toMatchObject({ mayUnlock: true, own: [{ pid: 4_242 }] });
});

test("on Windows too, where restic writes the domain before the name of the user", () => {
  const own = { ...OWN, platform: "win32" as const };

  expect(mayUnlock(situation({ own, locks: [lockOf({ username: "DESK\\anna" })] }))).toMatchObject({
    mayUnlock: true,
  });
});

test.for<[string, Partial<LockSituation>]>([
  ["the pid is in use", { pidsInUse: new Set([4_242]) }],
  ["nobody knows of that process", { gone: [] }],
  ["the lock is younger than the end of that process", { locks: [lockOf({ time: at(NOW - 30 * MINUTE) })] }],
  ["the lock is older than that process", { locks: [lockOf({ time: at(NOW - 90 * MINUTE) })] }],
  ["another user made the lock", { locks: [lockOf({ username: "root" })] }],
  ["another enrolled machine bears the same name", { otherHostnames: ["desk"] }],
  ["it is not known which machines there are", { otherHostnames: undefined }],
  ["the clock is wrong", { clockOffsetMs: 6 * MINUTE }],
  ["the clock was not compared", { clockOffsetMs: undefined }],
  ["another lock cannot be read", { unreadable: 1 }],
  [
    "an enrolled machine holds one too",
    { locks: [lockOf(), lockOf({ hostname: "office-pc", time: at(NOW) })] },
  ],
  [
    "an old one of a stranger is there",
    { locks: [lockOf(), lockOf({ hostname: "nas", time: at(NOW - 25 * MINUTE) })] },
  ],
  [
    "one of the future is there",
    { locks: [lockOf(), lockOf({ hostname: "nas", time: at(NOW + 60 * MINUTE) })] },
  ],
])("nothing is removed when %s", ([, change]) => {
  expect(mayUnlock(situation(change)).mayUnlock).toBe(false);
});

test("a young lock of a stranger stays and is no obstacle", () => {
  const locks = [lockOf(), lockOf({ hostname: "nas", time: at(NOW - 5 * MINUTE) })];

  expect(mayUnlock(situation({ locks })).mayUnlock).toBe(true);
});

/** A world with its truth: who holds which lock, and whether that process lives. */
const holder = fc.record({
  host: fc.constantFrom("desk", "desk", "desk", "desk", "office-pc", "nas", "nas", "clone"),
  username: fc.constantFrom("anna", "anna", "anna", "root"),
  isKnownGone: fc.constantFrom(true, true, true, false),
  isAlive: fc.constantFrom(true, false, false),
  pid: fc.integer({ min: 1, max: 4_194_304 }),
  startedMinutesAgo: fc.integer({ min: 1, max: 200 }),
  /** Also of a living process that sleeps, and of one with a wrong clock. */
  lockMinutesAgo: fc.oneof(fc.integer({ min: 0, max: 25 }), fc.integer({ min: -90, max: 200 })),
});
type Holder = typeof holder extends fc.Arbitrary<infer One> ? One : never;

/** Nobody could tell a process of a clone from one of ours with the same pid. Chance alone would bring that once in some thousand cases. */
const canBeToldApart = (holders: Holder[]) =>
  !holders.some(
    ({ host, pid }) =>
      host === "clone" && holders.some((other) => other.host === "desk" && other.pid === pid),
  );

const world = fc.record({
  holders: fc.array(holder, { minLength: 1, maxLength: 5 }).filter(canBeToldApart),
  enrolled: fc.constantFrom(["office-pc"], ["office-pc", "laptop"], [], ["desk"]),
  isSkewed: fc.constantFrom(false, false, false, false, true),
  unreadable: fc.constantFrom(0, 0, 0, 0, 1),
});

function view({
  holders,
  enrolled,
  isSkewed,
  unreadable,
}: typeof world extends fc.Arbitrary<infer W> ? W : never) {
  const nameOf = ({ host }: Holder) => (host === "clone" ? "desk" : host);
  const local = holders.filter(({ host }) => host === "desk");
  const locks = holders.map((one, index) =>
    lockOf({
      id: String(index),
      hostname: nameOf(one),
      username: one.username,
      pid: one.pid,
      time: at(NOW - one.lockMinutesAgo * MINUTE),
    }),
  );
  const known = local.filter((one) => one.isKnownGone && !one.isAlive && one.username === "anna");
  const alive = new Set(local.filter((one) => one.isAlive).map(({ pid }) => pid));
  const seen: LockSituation = situation({
    locks,
    unreadable,
    otherHostnames: enrolled,
    pidsInUse: alive,
    clockOffsetMs: isSkewed ? 7 * MINUTE : 0,
    gone: known.map(({ pid, startedMinutesAgo, lockMinutesAgo }) => ({
      ...gone,
      pid,
      startedAt: at(NOW - Math.max(startedMinutesAgo, lockMinutesAgo) * MINUTE),
      goneAt: at(NOW - Math.min(startedMinutesAgo, lockMinutesAgo, 0) * MINUTE),
    })),
  });
  return { seen, alive };
}

test("2,000 generated cases: no lock of a living process is ever removed, and dead ones are", () => {
  let unlocked = 0;
  fc.assert(
    fc.property(world, (one) => {
      const { seen, alive } = view(one);
      if (!mayUnlock(seen).mayUnlock) return;
      unlocked++;
      for (const [index, lock] of seen.locks.entries()) {
        // restic's own rule: older than half an hour, or of this host's name and without a process here.
        const isTaken =
          NOW - Date.parse(lock.time) > 30 * MINUTE || (lock.hostname === "desk" && !alive.has(lock.pid));
        if (isTaken) expect(one.holders[index]?.isAlive).toBe(false);
      }
    }),
    { numRuns: 2_000, verbose: 1 },
  );
  // Some two in a hundred: enough that the rule above was asked.
  expect(unlocked).toBeGreaterThan(10);
});
