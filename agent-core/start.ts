import { mkdir, readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { StreamingFetch } from "#contract/call";
import { createPollWait } from "#contract/poll-wait";
import type { Question } from "#contract/questions";
import { createAgentMetrics } from "./agent-metrics.ts";
import { pause } from "./backoff.ts";
import { createClockOffset } from "./clock-offset.ts";
import { inheritedEnvironment, xdgConfigHome } from "./config.ts";
import { createResultDelivery } from "./deliver-results.ts";
import { executeTask } from "./execute-task.ts";
import { createHostFacts } from "./facts/heartbeat-facts.ts";
import { hostIdentity } from "./facts/host-identity.ts";
import { rememberFor } from "./facts/remember-for.ts";
import { beat } from "./heartbeat.ts";
import { createJournal } from "./journal/journal.ts";
import { createUncleanEnds } from "./journal/unclean-ends.ts";
import type { Log } from "./log.ts";
import { machineId } from "./machine-id.ts";
import { poll } from "./poll.ts";
import { answer } from "./questions/answer-question.ts";
import { endOrphans, recover } from "./recover.ts";
import { removeFolder } from "./remove-folder.ts";
import { createRepositoryIdentity } from "./repository-identity.ts";
import { type WorkFolders, workFoldersOf } from "./restic/environment.ts";
import { createResticFinder } from "./restic/find-restic.ts";
import { createCacheKeeper } from "./restic/trim-cache.ts";
import { createRunningTasks } from "./running-tasks.ts";
import { openSession } from "./session.ts";
import { createSleepWatch } from "./sleep-watch.ts";
import { computerOf, foldersOfEverybody } from "./tasks/homes.ts";
import { knownFolders } from "./tasks/known-folders.ts";
import { askWindowsFolders, keepingLast } from "./tasks/windows-folders.ts";

export type AgentOptions = {
  /** The agent's own folder: machine id, journal, cache and temporary files. */
  dataDir: string;
  connection: { baseUrl: string; fetch: StreamingFetch };
  /** A fresh single-use code, asked for at each registration. */
  enrolmentCode: () => Promise<string>;
  appVersion: string;
  /** Paths or names of restic, tried in order. */
  resticCandidates: string[];
  /** What the administrator of this machine allows, whatever the orchestrator asks for. */
  rulesFile?: string;
  log: Log;
  now?: () => Date;
  /** Never goes back, and stands still while the machine sleeps. */
  monotonicMs?: () => number;
  /** The longest that a poll waits, whatever the orchestrator asks for. */
  pollWaitSeconds?: number;
  /** restic's cache is kept below this. */
  cacheMostBytes?: number;
  /** It is the computer's service: what policies call a home is that of each of its people. */
  isForEverybody?: boolean;
};
export type RunningAgent = {
  agentId: string;
  /** Its own metrics, in the text form of Prometheus. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
};

const CACHE_MOST_BYTES = 10 * 1024 ** 3;
const SELDOM_MS = 600_000;

/** After this all requests end; the whole stop stays below 8 seconds. */
const LAST_REQUESTS_MS = 7_000;

/** What is not taken by then is in the journal and goes out at the next start. */
const DELIVERY_MS = 2_000;

/** Registers this machine, settles what an earlier process left, and works until it is stopped. */
export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const { dataDir, appVersion, log, now = () => new Date(), monotonicMs = () => performance.now() } = options;
  const accepting = new AbortController();
  const closing = new AbortController();
  const signal = closing.signal;
  const folders = workFoldersOf(dataDir);
  await prepareFolders(dataDir, folders, log);

  const journal = createJournal(dataDir, log);
  const uncleanEnds = createUncleanEnds(dataDir);
  await endOrphans({ journal, uncleanEnds, log, now });
  const inherited = inheritedEnvironment();
  const findRestic = createResticFinder({ inherited, folders }, options.resticCandidates);
  const resticVersion = async () => {
    const found = await findRestic();
    return found.state === "missing" ? undefined : found.version;
  };
  const id = await machineId(dataDir);
  const identity = async () =>
    hostIdentity({ machineId: id, appVersion, resticVersion: await resticVersion() });
  const { connection, enrolmentCode } = options;
  const session = await openSession({ connection, enrolmentCode, identity, log, signal });

  const delivery = createResultDelivery({ session, journal, log, now, signal });
  await recover({ session, journal, delivery, log, now, signal, folders });
  const clock = createClockOffset();
  const sleep = createSleepWatch({ now, monotonicMs, log });
  // They are asked for at each heartbeat, and on Windows that takes a PowerShell.
  const windowsFolders = rememberFor(SELDOM_MS, keepingLast(askWindowsFolders));
  const places = options.isForEverybody
    ? rememberFor(SELDOM_MS, () => foldersOfEverybody(computerOf(process.platform, homedir())))
    : async () => [await knownFolders(homedir(), { configHome: xdgConfigHome(), windowsFolders })];
  const deps = {
    session,
    journal,
    delivery,
    findRestic,
    inherited,
    folders,
    places,
    log,
    now,
    signal,
    dataDir,
    awakeMs: sleep.awakeMs,
    identity: createRepositoryIdentity(monotonicMs),
    rulesFile: options.rulesFile ?? join(dataDir, "agent-rules.toml"),
    uncleanEnds,
    clockOffsetMs: clock.offsetMs,
  };
  const tasks = createRunningTasks((offer, stop) => executeTask(deps, offer, stop));
  const running = () => [...tasks.list(), ...delivery.list()];
  // A lock that was not renewed for long may be gone, and with it what the run relied on.
  const cache = createCacheKeeper({
    cacheDir: folders.cacheDir,
    mostBytes: options.cacheMostBytes ?? CACHE_MOST_BYTES,
    monotonicMs,
    log,
  });
  tasks.onFreed(() => {
    if (tasks.list().length === 0) void cache.tend();
  });
  sleep.onWake(() => tasks.interruptAll("sleep"));

  const metrics = createAgentMetrics({
    results: () => delivery.list().length,
    tasks: () => tasks.list().length,
    monotonicMs,
  });
  const pollWait = createPollWait(options.pollWaitSeconds);
  const loops = [
    beat({
      session,
      log,
      appVersion,
      resticVersion,
      places,
      rulesFile: deps.rulesFile,
      running,
      cancel: tasks.cancel,
      pollWait,
      onWake: sleep.onWake,
      clock,
      hostFacts: createHostFacts(),
      metrics,
      now,
      signal: accepting.signal,
    }),
    poll({
      session,
      tasks,
      log,
      answer: (question: Question) => void answer({ ...deps, signal: accepting.signal }, question),
      onWake: sleep.onWake,
      metrics,
      waitSeconds: pollWait.seconds,
      signal: accepting.signal,
    }),
  ];

  async function drain(): Promise<void> {
    const last = setTimeout(() => closing.abort(), LAST_REQUESTS_MS);
    accepting.abort();
    sleep.stop();
    await Promise.race([settle(), pause(LAST_REQUESTS_MS + 500)]);
    clearTimeout(last);
    closing.abort();
    log.info({}, "the agent has stopped");
  }

  async function settle(): Promise<void> {
    await tasks.stopAll("shutdown");
    await Promise.race([delivery.settled(), pause(DELIVERY_MS)]);
    closing.abort();
    await Promise.allSettled(loops);
  }

  let stopped: Promise<void> | undefined;
  return {
    agentId: session.agentId(),
    metrics: metrics.text,
    stop: () => {
      stopped ??= drain();
      return stopped;
    },
  };
}

/**
 * Temporary files of a process that was killed hold names of folders and certificates; none is of use to the next. What cannot be
 * deleted is in nobody's way.
 */
async function prepareFolders(dataDir: string, { cacheDir, tmpDir }: WorkFolders, log: Log): Promise<void> {
  for (const path of [dataDir, cacheDir, tmpDir]) await mkdir(path, { recursive: true, mode: 0o700 });
  for (const name of await readdir(tmpDir)) {
    await removeFolder(join(tmpDir, name)).catch((error: unknown) =>
      log.warn({ err: error, path: join(tmpDir, name) }, "a temporary file could not be deleted and stays"),
    );
  }
}
