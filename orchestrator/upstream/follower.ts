import type { FastifyBaseLogger } from "fastify";
import { createPollWait } from "#contract/poll-wait";
import { localAgentId } from "../agents/agents.store.ts";
import type { Database } from "../db/database.ts";
import type { LiveEvents } from "../events/live-events.ts";
import { DomainError } from "../http/errors.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskNews } from "../tasks/task-news.ts";
import { cancelFollowed } from "./cancel-followed.ts";
import { type ConnectUpstream, isShutOut, openClient, type UpstreamClient } from "./client.ts";
import { createContact } from "./contact.ts";
import { endFollowing } from "./end-following.ts";
import { type Invited, joinUpstream } from "./join-upstream.ts";
import { createRounds } from "./rounds.ts";
import { sayGoodbye } from "./say-goodbye.ts";
import { startLoops } from "./start-loops.ts";
import { type FollowedUpstream, followedUpstream } from "./upstream.store.ts";

export type FollowerDeps = {
  db: Database;
  seal: Seal;
  now: () => Date;
  monotonicMs: () => number;
  desk: QuestionDesk;
  news: TaskNews;
  events: LiveEvents;
  progress: LiveProgress;
  log: FastifyBaseLogger;
  connect: ConnectUpstream | undefined;
  /** False where somebody else says when it is time for a round. */
  runsByItself: boolean;
  /** The longest that a poll waits, whatever the other side asks for. */
  pollWaitSeconds?: number | undefined;
};

/** After a refusal and no clear answer to the question whether it is meant. */
const ASK_AGAIN_MS = 30_000;
const LOOK_AGAIN_MS = 10_000;

/** One orchestrator that is followed, as long as it is the same one. */
export type Session = {
  upstream: FollowedUpstream;
  client: UpstreamClient;
  localAgentId: string;
  signal: globalThis.AbortSignal;
};

/** This install as a machine of another orchestrator: joined, followed in the background, left or shut out. */
export function createFollower(deps: FollowerDeps) {
  const { db, seal, now, monotonicMs, news, events, log, connect } = deps;
  const contact = createContact({ now, monotonicMs });
  let session: (Session & { end(): Promise<void> }) | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let looking: NodeJS.Timeout | undefined;

  const rounds = createRounds({
    ...deps,
    contact,
    taskAdded: news.taskAdded,
    moved: () => void inTurn(reconnect),
    cancel: async (upstreamTaskId) => {
      const stopped = await cancelFollowed(db, upstreamTaskId, session?.upstream.name ?? "", now());
      if (stopped !== undefined) news.taskChanged(stopped);
    },
  });

  /** One change after the other. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = turn.then(change);
    turn = done.catch(() => undefined);
    return done;
  }

  async function begin(): Promise<void> {
    const upstream = await followedUpstream(db.read);
    const local = await localAgentId(db.read);
    if (upstream === undefined || local === null || connect === undefined) return;
    const ended = new AbortController();
    const onMoved = (addresses: string[]) =>
      lookElsewhere(addresses).catch((error: unknown) =>
        log.warn({ err: error }, "the move was not followed"),
      );
    const client = openClient({ connect, seal, contact, onMoved }, upstream);
    const open: Session = { upstream, client, localAgentId: local, signal: ended.signal };
    contact.begin(upstream.last_contact_at);
    const loops = deps.runsByItself
      ? startLoops(
          {
            ...{ rounds, events, log, contact, shutOut: () => void shutOut(open) },
            pollWait: createPollWait(deps.pollWaitSeconds),
          },
          open,
        )
      : undefined;
    session = {
      ...open,
      async end() {
        ended.abort();
        client.close();
        await loops?.stopped;
      },
    };
  }

  async function endSession(): Promise<void> {
    const ending = session;
    session = undefined;
    await ending?.end();
  }

  async function reconnect(): Promise<void> {
    if (session === undefined) return;
    await endSession();
    await begin();
  }

  /** Each of its loops hears of it; until the other computer has begun, the old one answers again and again. */
  async function lookElsewhere(addresses: string[]): Promise<void> {
    if (looking !== undefined) return;
    looking = setTimeout(() => {
      looking = undefined;
      void inTurn(reconnect);
    }, LOOK_AGAIN_MS).unref();
    if (!(await rounds.keepAddresses(addresses))) return;
    clearTimeout(looking);
    looking = undefined;
    await inTurn(reconnect);
  }

  async function close(status: "left" | "revoked", reason: string): Promise<void> {
    const upstream = await followedUpstream(db.read);
    await endSession();
    if (upstream === undefined) return;
    const stopped = await db.write((tx) => endFollowing(tx, upstream, { status, reason }, now()));
    for (const task of stopped) news.taskChanged(task);
    events.publish({ type: "reset" });
    log.warn({ upstream: upstream.name }, reason);
  }

  /** One that was set up again from an older recovery kit does not know this machine, but its own key when it sees it. */
  async function isTakenBack(open: Session): Promise<boolean> {
    try {
      await rounds.introduce(open);
      return true;
    } catch (error) {
      if (isShutOut(error)) return false;
      throw error;
    }
  }

  function shutOut(refused: Session): Promise<void> {
    return inTurn(async () => {
      // Each of its loops hears of it; what was begun since is another session.
      if (session?.client !== refused.client) return;
      try {
        if (await isTakenBack(refused)) return await reconnect();
      } catch (error) {
        contact.failed(error instanceof Error ? error.message : String(error));
        setTimeout(() => void inTurn(reconnect), ASK_AGAIN_MS).unref();
        return;
      }
      const { name } = refused.upstream;
      await close(
        "revoked",
        `${name} has removed this computer, so the policies that it managed here are gone. Policies of this computer's own go on, and snapshots stay where they are.`,
      );
    });
  }

  return {
    contact,
    /** Takes up what was followed when the core last ran. The local agent has to be known by then. */
    resume: () =>
      inTurn(async () => {
        if (session === undefined) await begin();
      }),
    join: (given: Invited) =>
      inTurn(async () => {
        const joined = await joinUpstream({ db, seal, now, connect }, given);
        await endSession();
        await begin();
        log.info({ upstream: joined.name }, "this computer follows another orchestrator");
        return joined;
      }),
    leave: (actor: string) =>
      inTurn(async () => {
        const upstream = await followedUpstream(db.read);
        if (upstream === undefined) throw new DomainError("not-found", "This computer follows nobody.");
        const isHeard = session !== undefined && (await sayGoodbye(rounds, session));
        const ended = `${actor} ended following ${upstream.name}: the policies that it managed here are gone. Policies of this computer's own go on, and snapshots stay where they are.`;
        const untold = `${upstream.name} could not be told: remove this computer there too.`;
        await close("left", isHeard ? ended : `${ended} ${untold}`);
      }),
    /** One whole round at once, where it does not run by itself. */
    async round(): Promise<void> {
      if (session === undefined) return;
      try {
        await rounds.once(session);
      } catch (error) {
        if (isShutOut(error)) await shutOut(session);
        else contact.failed(error instanceof Error ? error.message : String(error));
      }
    },
    stop: () => inTurn(endSession),
  };
}

export type Follower = ReturnType<typeof createFollower>;
