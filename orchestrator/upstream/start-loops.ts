import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { ProblemError } from "#contract/call";
import type { PollWait } from "#contract/poll-wait";
import type { LiveEvents } from "../events/live-events.ts";
import { isShutOut } from "./client.ts";
import type { Contact } from "./contact.ts";
import type { Session } from "./follower.ts";
import type { Rounds } from "./rounds.ts";

type Deps = {
  rounds: Rounds;
  events: LiveEvents;
  contact: Contact;
  log: FastifyBaseLogger;
  shutOut: () => void;
  pollWait: PollWait;
};

/** Progress goes in this rhythm; ends and logs as soon as they come. */
const DELIVER_EVERY_MS = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** An answer with nothing new in it that comes at once, again and again, must not become a storm. */
const QUIET_MS = 1_000;

/** Heartbeats, deliveries and polls, each in a rhythm of its own, until the session ends. */
export function startLoops(deps: Deps, session: Session): { stopped: Promise<unknown> } {
  const { rounds, events } = deps;
  const [work, places] = [createBell(), createBell()];
  const ring = () => {
    work.ring();
    places.ring();
  };
  void ringOnNews(events, session.signal, ring);

  const loops = [
    repeat(deps, session, async () => {
      await rounds.introduce(session);
      return Number.POSITIVE_INFINITY;
    }),
    repeat(deps, session, async () => {
      const reply = await rounds.beat(session);
      deps.pollWait.ask(reply?.pollWaitSeconds);
      return Math.max(1, reply?.heartbeatIntervalSeconds ?? 30) * 1_000;
    }),
    repeat(deps, session, async () => {
      await rounds.deliver(session);
      await rounds.report(session);
      await work.rung(DELIVER_EVERY_MS, session.signal);
      return 0;
    }),
    repeat(deps, session, async () => {
      await rounds.report(session);
      const startedAt = performance.now();
      const hasCome = await pollOnce(deps, session, places);
      if (hasCome) ring();
      return hasCome || performance.now() - startedAt > QUIET_MS ? 0 : QUIET_MS;
    }),
  ];
  return { stopped: Promise.allSettled(loops) };
}

/** A poll that may bring no task is cut short when a place may have become free. */
async function pollOnce({ rounds, pollWait }: Deps, session: Session, places: Bell): Promise<boolean> {
  const seconds = pollWait.seconds();
  const limit = await rounds.freePlaces();
  if (limit > 0) return rounds.poll(session, seconds, limit);
  const cut = new AbortController();
  const freed = places.rung(seconds * 1_000, cut.signal).then(async () => {
    if ((await rounds.freePlaces()) > 0) cut.abort();
  });
  try {
    return await rounds.poll(session, seconds, 0, cut.signal);
  } catch (error) {
    if (cut.signal.aborted && !session.signal.aborted) return true;
    throw error;
  } finally {
    cut.abort();
    await freed;
  }
}

/** Does a step again and again; what fails is tried again after a while that grows, and a dead key ends it all. */
async function repeat(deps: Deps, session: Session, step: () => Promise<number>): Promise<void> {
  const { signal } = session;
  let failures = 0;
  while (!signal.aborted) {
    const waitMs = await step().then(
      (ms) => {
        failures = 0;
        return ms;
      },
      (error: unknown) => waitAfterFailure(deps, session, error, failures++),
    );
    if (waitMs === Number.POSITIVE_INFINITY) return;
    await pause(waitMs, signal);
  }
}

function waitAfterFailure(
  { contact, log, shutOut }: Deps,
  { signal, upstream }: Session,
  error: unknown,
  failures: number,
): number {
  if (signal.aborted) return 0;
  if (isShutOut(error)) {
    shutOut();
    return Number.POSITIVE_INFINITY;
  }
  contact.failed(error instanceof Error ? error.message : String(error));
  const waitMs = waitAfter(error, failures);
  log[failures === 0 ? "warn" : "debug"](
    { err: error, waitMs, upstream: upstream.name },
    "the followed orchestrator did not do what it was asked; trying again",
  );
  return waitMs;
}

function waitAfter(error: unknown, failures: number): number {
  const asked = error instanceof ProblemError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
  return Math.max(asked, full / 2 + (Math.random() * full) / 2);
}

async function pause(ms: number, signal: globalThis.AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

type Bell = ReturnType<typeof createBell>;

/** Rung while nobody listens, it is heard by whoever listens next. */
function createBell() {
  let isRung = false;
  const waiting = new Set<() => void>();
  return {
    ring(): void {
      isRung = true;
      for (const wake of waiting) wake();
    },
    async rung(ms: number, signal: globalThis.AbortSignal): Promise<void> {
      if (!isRung) {
        const heard = new AbortController();
        const wake = () => heard.abort();
        waiting.add(wake);
        await pause(ms, AbortSignal.any([signal, heard.signal]));
        waiting.delete(wake);
      }
      isRung = false;
    },
  };
}

async function ringOnNews(
  events: LiveEvents,
  signal: globalThis.AbortSignal,
  ring: () => void,
): Promise<void> {
  try {
    for await (const { event } of events.follow(undefined, signal)) {
      if (event.type === "log" || event.type === "run" || event.type === "task") ring();
    }
  } catch {
    // The session has ended.
  }
}
