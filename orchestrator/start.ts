import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { StreamingFetch } from "#contract/call";
import type { KitFile } from "#contract/recovery";
import { localAgentId } from "./agents/agents.store.ts";
import { createNewestFacts } from "./agents/newest-facts.ts";
import { createPresence } from "./agents/presence.ts";
import { createRoster } from "./agents/roster.ts";
import { onlineAgents } from "./agents/sweep-presence.ts";
import { ownZone } from "./agents/time-zone.ts";
import { ensureFirstAdmin } from "./auth/first-admin.ts";
import { createSetUp } from "./auth/set-up.ts";
import { openOwnDatabase } from "./db/open-own-database.ts";
import { createOwnBackups } from "./db/own-backups.ts";
import { createLocalCode } from "./enrolments/use-code.ts";
import { createLiveEvents } from "./events/live-events.ts";
import { createHealthWatch } from "./health/health-watch.ts";
import { BACKLOG } from "./http/backlog.ts";
import { DomainError } from "./http/errors.ts";
import { injectFetch } from "./http/inject-fetch.ts";
import { createServer } from "./http/server.ts";
import { createLan } from "./lan/lan.ts";
import type { Address } from "./lan/listener.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { moveToServer } from "./move/move-to-server.ts";
import { openMoved, sendOn } from "./move/moved.ts";
import { type Deliver, deliver as deliverNow } from "./notices/deliver.ts";
import { createNotices } from "./notices/notices.ts";
import { createDiscovery } from "./pairing/discovery.ts";
import { everyNetwork, type Multicast } from "./pairing/multicast.ts";
import { createReportedPower } from "./power/reported-power.ts";
import { createQuestionDesk } from "./questions/desk.ts";
import { openKit } from "./recovery/kit-file.ts";
import { kitTexts } from "./recovery/kit-texts.ts";
import { type KitRecovery, recoverDatabase } from "./recovery/recover.ts";
import { isUnusedDatabase, setAside } from "./recovery/set-aside.ts";
import { addRoutes } from "./routes.ts";
import { createLiveProgress } from "./runs/live-progress.ts";
import { startTicker, type Ticker } from "./schedule/ticker.ts";
import { checkKey, createSeal } from "./secrets/seal.ts";
import { type DatabaseServer, openOnServer } from "./standby.ts";
import { createAtWork } from "./tasks/at-work.ts";
import { createLeases, GRACE_AFTER_RESTART_MS } from "./tasks/leases.ts";
import { createOpenWork } from "./tasks/open-work.ts";
import { heldTasks } from "./tasks/sweep-leases.ts";
import { createTaskNews } from "./tasks/task-news.ts";
import { createWaitingPolls } from "./tasks/waiting-polls.ts";
import { createTickWork } from "./tick-work.ts";
import type { PinShownAt } from "./upstream/begin-pairing.ts";
import type { ConnectUpstream } from "./upstream/client.ts";
import { createFollower } from "./upstream/follower.ts";
import { createJoining } from "./upstream/join-by-digits.ts";
import type { Invited } from "./upstream/join-upstream.ts";

export type OrchestratorOptions = {
  dataDir: string;
  /** 32 bytes; seals the secrets in the database. */
  key: Buffer;
  uiDir?: string;
  appVersion: string;
  log: Logger;
  /** The bearer of `run/admin.json`: everything is allowed with it. */
  localToken: string;
  /** The bearer of `run/user.json`, where there is one: what everybody may do who is signed in to this computer. */
  userToken?: string;
  firstAdmin?: { username: string; password: string };
  /** Where the database is on a server; otherwise it is a file in the data folder. */
  databaseServer?: DatabaseServer | undefined;
  /** False where nobody needs the daily internal backup of the database. */
  backsUpItself?: boolean;
  /** What machines are told of how long their polls shall wait. */
  pollWaitSeconds?: number;
  /** How another orchestrator is reached that this install follows; absent where it follows nobody. */
  connectUpstream?: ConnectUpstream;
  /** Whose key answers at an address of the network, before anybody is trusted. */
  pinShownAt?: PinShownAt;
  /** Where orchestrators are found and looked for; by default in every network of this machine. */
  multicast?: Multicast;
  /** False where rounds are made by `followNow`. */
  followsByItself?: boolean;
  /** Metrics of others in this process, in the text form of Prometheus. */
  moreMetrics?: () => Promise<string>;
  /** How notices leave the machine. */
  deliver?: Deliver;
  now?: () => Date;
  /** Never goes back and knows no jumps; leases and presence are measured with it. */
  monotonicMs?: () => number;
};

export type Orchestrator = Pick<Ticker, "tickNow" | "tickInTurn"> & {
  /** The routes without a socket, for this computer's own agent. */
  connection: { baseUrl: string; fetch: StreamingFetch };
  /** Rejects with `EADDRINUSE` where the port is taken. */
  listen(at: { host: string; port: number }): Promise<{ url: string }>;
  /** Listens for other machines as well, or stops that; running work goes on. Nothing of it outlives this start. Without addresses: those chosen in the interface. */
  setLan(at: Address | undefined, addresses?: string[]): Promise<void>;
  /** As it was last chosen in the interface, under other addresses where some are given. */
  resumeLan(addresses?: string[]): Promise<void>;
  enrolLocalAgent(): Promise<string>;
  /** Takes up what was followed when the core last ran, once its own agent is known. */
  resumeFollowing(): Promise<void>;
  /** Joins with a code; rejects with a sentence. */
  follow(given: Invited): Promise<{ name: string }>;
  /** A round towards the followed orchestrator at once. */
  followNow(): Promise<void>;
  readonly setupToken: string | undefined;
  stop(): Promise<void>;
};

/** Builds the orchestrator from its parts, takes up what a former process left open, and starts to tick. */
export async function startOrchestrator(options: OrchestratorOptions): Promise<Orchestrator> {
  const {
    log,
    localToken,
    appVersion,
    deliver = deliverNow,
    multicast = everyNetwork,
    now = () => new Date(),
    monotonicMs = () => performance.now(),
  } = options;
  const stopping = new AbortController();
  const db = await (options.databaseServer === undefined
    ? openOwnDatabase({ dataDir: options.dataDir, now, log })
    : openOnServer(options.databaseServer, log));
  const seal = createSeal(options.key);
  await checkKey(db, seal);
  if (options.firstAdmin !== undefined) await ensureFirstAdmin(db, options.firstAdmin, now());

  const events = createLiveEvents();
  const progress = createLiveProgress({ monotonicMs, isWatched: events.isWatched });
  const metrics = createMetrics();
  const presence = createPresence(monotonicMs);
  const roster = createRoster(db);
  presence.expect(await onlineAgents(db.read));
  const newestFacts = createNewestFacts({ db, monotonicMs });
  const openWork = createOpenWork(db);
  const leases = createLeases(monotonicMs);
  const polls = createWaitingPolls(stopping.signal);
  const desk = createQuestionDesk({ wake: polls.wake });
  const news = createTaskNews({ db, polls, leases, progress, publish: events.publish, log });
  const setUp = await createSetUp({ db, now, log });

  // Nobody could renew a lease while we were away.
  for (const task of await heldTasks(db)) leases.renew(task.id, GRACE_AFTER_RESTART_MS);

  const moved = await openMoved(db);

  const app = await createServer(log);
  const lan = createLan({ app, db, seal, now, log });
  const discovery = createDiscovery({ lan, multicast, now, monotonicMs, log });

  const follower = createFollower({
    ...{ db, seal, now, monotonicMs, desk, news, events, progress, log },
    connect: options.connectUpstream,
    runsByItself: options.followsByItself !== false,
    pollWaitSeconds: options.pollWaitSeconds,
  });
  const joining = createJoining({
    ...{ db, now, monotonicMs, follower, log },
    connect: options.connectUpstream,
    pinShownAt: options.pinShownAt,
  });
  const others = { ...follower.contact, isMachineAway: presence.isAway };

  const notices = createNotices({ db, seal, now, zone: ownZone(), deliver, metrics, log });
  // Those of a database server are its administrator's.
  const ownBackups =
    options.databaseServer !== undefined || options.backsUpItself === false
      ? undefined
      : createOwnBackups({ dataDir: options.dataDir, db, now, monotonicMs, metrics, log });

  const health = createHealthWatch({ db, now, seal, desk, publish: events.publish, log });

  const onTick = createTickWork({
    db,
    moved,
    lan,
    discovery,
    now,
    others,
    presence,
    newestFacts,
    leases,
    polls,
    news,
    metrics,
    notices,
    health,
    publish: events.publish,
    log,
    monotonicMs,
    ownBackups,
  });
  const ticker = startTicker({
    now,
    monotonicMs,
    onTick,
    onError: (error) => log.error({ err: error }, "tick failed; the next one tries again"),
  });

  let isReady = false;
  await addRoutes(app, {
    ...{ db, now, seal, events, progress, metrics, presence, roster, newestFacts, openWork },
    ...{ leases, polls, desk, ticker, setUp, lan, discovery, multicast, follower, joining },
    ...{ deliver },
    atWork: createAtWork(polls.wake),
    reportedPower: createReportedPower(monotonicMs),
    ...{ masterKey: options.key, dataDir: options.dataDir, moved },
    isOnServer: options.databaseServer !== undefined,
    moreMetrics: options.moreMetrics ?? (async () => ""),
    ...{
      localToken,
      userToken: options.userToken,
      appVersion,
      stopping: stopping.signal,
      uiDir: options.uiDir,
    },
    pollWaitSeconds: options.pollWaitSeconds,
    ...news,
    publish: events.publish,
    wake: polls.wake,
    localAgentId: () => localAgentId(db.read),
    isReady: () => isReady && !stopping.signal.aborted,
  });
  refuseWhileStopping(app, stopping.signal);
  sendOn(app, moved, async (agentId) => (await roster.read(agentId))?.is_local === 1);
  await app.ready();
  await ticker.tickNow();
  isReady = true;

  let stopped: Promise<void> | undefined;
  return {
    connection: { baseUrl: "", fetch: injectFetch(app) },
    async listen(at) {
      return { url: await app.listen({ ...at, backlog: BACKLOG }) };
    },
    setLan: lan.start,
    resumeLan: lan.resume,
    resumeFollowing: follower.resume,
    follow: follower.join,
    followNow: follower.round,
    enrolLocalAgent: () => db.write((tx) => createLocalCode(tx, now())),
    get setupToken() {
      return setUp.setupToken();
    },
    tickNow: ticker.tickNow,
    tickInTurn: ticker.tickInTurn,
    stop() {
      stopped ??= (async () => {
        stopping.abort();
        await joining.stop();
        await follower.stop();
        await ticker.stop();
        await health.stop();
        await discovery.stop();
        await Promise.all([lan.stop(), app.close()]);
        await notices.stop();
        await ownBackups?.stop();
        await newestFacts.writeAll();
        await db.close();
      })();
      return stopped;
    },
  };
}

function refuseWhileStopping(app: FastifyInstance, stopping: AbortSignal): void {
  app.addHook("preHandler", (_request, _reply, done) => done(stopping.aborted ? isStopping() : undefined));
}

function isStopping(): DomainError {
  return new DomainError("starting-or-stopping", "Holdfast is stopping. Try again in a moment.", {
    retryAfterSeconds: 5,
  });
}

/** What a recovery kit holds, as the texts that open each repository with stock restic. */
export async function openRecoveryKit(file: KitFile, code: string): Promise<{ texts: string[] }> {
  const content = await openKit(file, code);
  return { texts: kitTexts(content, new Date(file.madeAt)) };
}

/** Whether a data folder has a database that nobody has set anything up in. */
export const isUnused = (dataDir: string): boolean => isUnusedDatabase(dataDir);

/** Makes an orchestrator that is the one of a kit, in a data folder without one; the next start is the first. */
export async function recoverOrchestrator(recovery: KitRecovery) {
  const { dataDir, file, code, stateFile, keysOfBefore, keepKey } = recovery;
  const content = await openKit(file, code);
  const beforeReady = () => {
    setAside(keysOfBefore);
    keepKey(Buffer.from(content.masterKey, "base64"));
  };
  await recoverDatabase(dataDir, content, { stateFile, beforeReady });
  return { repositories: content.repositories.length, machines: content.rows["agent"]?.length ?? 0 };
}

/** Moves the database of a data folder that no core uses to a PostgreSQL server. */
export const moveDatabase = (given: { dataDir: string; url: string }) => moveToServer(given);
