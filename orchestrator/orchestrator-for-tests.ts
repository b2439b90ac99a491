import { createHash } from "node:crypto";
import { cpSync, mkdtempSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import {
  acknowledgeTask,
  appendLog,
  type HeartbeatBody,
  heartbeat,
  pollTasks,
  registerAgent,
  reportResult,
} from "#contract/agent-protocol";
import { type Call, createCaller } from "#contract/call";
import { createEnrolment } from "#contract/enrolments";
import type { RunReport } from "#contract/outcome";
import { assignPolicy, createPolicy, type PolicyDraft } from "#contract/policies";
import { createRepository, getRepository, replaceRepository } from "#contract/repositories";
import type { TaskOffer } from "#contract/task";
import { createTask } from "#contract/tasks";
import {
  askDatabaseForTests,
  cutOffForTests,
  dropDatabaseForTests,
  isOnServer,
  serverDatabaseForTests,
} from "./db/database-for-tests.ts";
import type { Deliver } from "./notices/deliver.ts";
import { DeliveryProblem } from "./notices/post.ts";
import type { Multicast } from "./pairing/multicast.ts";
import { type Orchestrator, startOrchestrator } from "./start.ts";
import type { ConnectUpstream } from "./upstream/client.ts";

export const LOCAL_TOKEN = "local-token-for-tests";
export const USER_TOKEN = "user-token-for-tests";
export const SNAPSHOT = "ab".repeat(32);

type Options = {
  at?: string;
  folder?: string;
  log?: Logger;
  deliver?: Deliver;
  /** How it reaches an orchestrator that it follows; rounds are then made by `round`. */
  connectUpstream?: ConnectUpstream;
  multicast?: Multicast;
  /** Fills the data folder before the first start. */
  prepare?: (dataDir: string) => Promise<void>;
};

/** No test but those of the delivery itself sends anything anywhere. */
const nowhere: Deliver = async () => {
  throw new DeliveryProblem("There is no network here.");
};

/** Nobody looks around in the network of the machine that tests. */
const noNetwork: Multicast = { port: 49_152 + (process.pid % 10_000), interfaces: () => [] };

/** The whole orchestrator on a database of its own; its clocks stand still until a test moves them. */
export async function openOrchestrator({
  at = "2026-11-24T12:00:30.000Z",
  folder = tmpdir(),
  log = pino({ level: "silent" }),
  deliver = nowhere,
  connectUpstream,
  multicast = noNetwork,
  prepare,
}: Options = {}) {
  let dataDir = await mkdtemp(join(folder, "holdfast-orchestrator-"));
  await prepare?.(dataDir);
  const clock = { ms: Date.parse(at), monotonicMs: 1_000_000 };
  const start = async () =>
    startOrchestrator({
      dataDir,
      databaseServer: await serverDatabaseForTests(dataDir),
      key: Buffer.alloc(32, 7),
      appVersion: "0.1.0",
      log,
      localToken: LOCAL_TOKEN,
      userToken: USER_TOKEN,
      backsUpItself: false,
      deliver,
      followsByItself: false,
      multicast,
      ...(connectUpstream && { connectUpstream }),
      now: () => new Date(clock.ms),
      monotonicMs: () => clock.monotonicMs,
    });
  let running: Orchestrator = await start();
  const callWith = (bearer: string | undefined): Call =>
    createCaller({
      baseUrl: "",
      fetch: (url, init) => running.connection.fetch(url, init),
      headers: (): Record<string, string> =>
        bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    });

  return {
    get dataDir() {
      return dataDir;
    },
    clock,
    callWith,
    admin: callWith(LOCAL_TOKEN),
    fetch: ((url, init) => running.connection.fetch(url, init)) as Orchestrator["connection"]["fetch"],
    pass: (ms: number) => {
      clock.ms += ms;
      clock.monotonicMs += ms;
    },
    /** Sets the wall clock alone, as a person or a time server does. */
    setClock: (instant: string) => {
      clock.ms = Date.parse(instant);
    },
    tick: () => running.tickNow(),
    tickInTurn: () => running.tickInTurn(),
    enrolLocalAgent: () => running.enrolLocalAgent(),
    resumeFollowing: () => running.resumeFollowing(),
    round: () => running.followNow(),
    async restart(meanwhile: () => void | Promise<void> = () => undefined) {
      await running.stop();
      await meanwhile();
      running = await start();
    },
    /** As when it was set up again from a recovery kit that is older than the machine. */
    async forget(agentId: string) {
      await this.restart(async () => {
        for (const [table, column] of [
          ["assignment", "agent_id"],
          ["agent_event", "agent_id"],
          ["agent", "id"],
        ])
          await askDatabaseForTests(dataDir, `delete from ${table} where ${column} = '${agentId}'`);
      });
    },
    /** What a kill -9 leaves behind: the files as they are at this instant, opened by a new process. */
    async kill() {
      const [killed, killedDir] = [running, dataDir];
      if (isOnServer()) {
        await cutOffForTests(dataDir);
        running = await start();
        // It has lost its session, and may not even stop in order.
        return await killed.stop().catch(() => undefined);
      }
      dataDir = mkdtempSync(join(folder, "holdfast-orchestrator-"));
      cpSync(killedDir, dataDir, { recursive: true });
      running = await start();
      await killed.stop();
      await rm(killedDir, { recursive: true });
    },
    listen: () => running.listen({ host: "127.0.0.1", port: 0 }),
    setLan: (at: { host: string; port: number } | undefined) => running.setLan(at),
    resumeLan: () => running.resumeLan(),
    async close() {
      await running.stop();
      await dropDatabaseForTests(dataDir);
      await rm(dataDir, { recursive: true });
    },
  };
}

export type TestOrchestrator = Awaited<ReturnType<typeof openOrchestrator>>;
/** Speaks with an orchestrator as a person and as anybody else, wherever it runs. */
type Callers = Pick<TestOrchestrator, "admin" | "callWith">;

/** A machine that has joined, speaking the agent protocol by hand. */
export async function joinMachine(
  orchestrator: Callers,
  hostname = "anna-pc",
  machineId: string = crypto.randomUUID(),
) {
  const { admin, callWith } = orchestrator;
  const { code } = await admin(createEnrolment, { body: {} });
  const body = { ...registrationOf(hostname), machineId };
  const { agentId, agentKey } = await callWith(code)(registerAgent, { body });
  return machineOf(orchestrator, agentId, agentKey ?? "");
}

export function machineOf({ admin, callWith }: Callers, agentId: string, agentKey: string) {
  const call = callWith(agentKey);
  return {
    agentId,
    key: agentKey,
    call,
    async backUp(policyId: string): Promise<TaskOffer> {
      await admin(createTask, { body: { kind: "backup", policyId, agentId } });
      const task = await this.take();
      await this.report(task);
      return task;
    },
    beat: (changes: Partial<HeartbeatBody> = {}) =>
      call(heartbeat, {
        params: { id: agentId },
        body: {
          ...{ appVersion: "0.1.0", resticVersion: "0.19.1", uptimeSeconds: 10, timeZone: "Europe/Berlin" },
          ...{ sentAt: "2026-11-24T12:00:30.000Z", disks: [], running: [], ...changes },
        },
      }),
    async poll(wait = 0) {
      return call(pollTasks, { params: { id: agentId }, query: { wait } });
    },
    /** Polls until nothing but work of this kind is left: what an agent does before a backup can start. */
    async take(): Promise<TaskOffer> {
      const { tasks } = await call(pollTasks, { params: { id: agentId }, query: { wait: 0, limit: 1 } });
      const [task] = tasks;
      if (task === undefined) throw new Error("no task was offered");
      await call(acknowledgeTask, { params: { id: agentId, taskId: task.taskId }, body: proofOf(task) });
      return task;
    },
    log: (task: TaskOffer, seq: number, text: string) =>
      call(appendLog, {
        params: { id: agentId, taskId: task.taskId },
        body: { ...proofOf(task), ...chunkOf(seq, text) },
      }),
    report: (task: TaskOffer, report: Partial<RunReport> = {}) =>
      call(reportResult, {
        params: { id: agentId, taskId: task.taskId },
        body: { ...proofOf(task), ...goodReport, ...report },
      }),
  };
}

export function registrationOf(hostname: string) {
  return {
    machineId: crypto.randomUUID(),
    hostname,
    os: "linux" as const,
    osVersion: "Debian 12",
    arch: "x64",
    appVersion: "0.1.0",
    resticVersion: "0.19.1",
    protocolVersion: 1,
    timeZone: "Europe/Berlin",
  };
}

export const goodReport: RunReport = {
  outcome: "success",
  startedAt: "2026-11-24T12:00:30.000Z",
  finishedAt: "2026-11-24T12:00:40.000Z",
  exitCode: 0,
  summary: { filesNew: 3, bytesProcessed: 1_000 },
  snapshotId: SNAPSHOT,
};

export function proofOf({ attempt, leaseToken }: TaskOffer) {
  return { attempt, leaseToken };
}

export function chunkOf(seq: number, text: string) {
  return {
    seq,
    sha256: createHash("sha256").update(text).digest("hex"),
    encoding: "identity" as const,
    data: Buffer.from(text).toString("base64"),
    lineCount: text.split("\n").length,
  };
}

/** A repository that exists in name only, a policy for it, and the machine that it protects. */
export async function protect(
  orchestrator: Pick<Callers, "admin">,
  machine: Awaited<ReturnType<typeof joinMachine>>,
  draft: Partial<PolicyDraft> = {},
) {
  const { admin } = orchestrator;
  const repository = await admin(createRepository, {
    body: {
      kind: "fs",
      name: `Disk of ${machine.agentId}`,
      path: `/mnt/${machine.agentId}`,
      password: "open sesame",
    },
  });
  const policy = await admin(createPolicy, {
    body: { name: "Documents", repositoryId: repository.id, include: ["/home/anna"], ...draft },
  });
  await admin(assignPolicy, { params: { id: policy.id, agentId: machine.agentId } });
  return { policy, repository };
}

type FolderChange = { name?: string; password?: string; maintenance?: object };

/** A repository in a folder, as it was but for what is named. */
export async function changeFolderRepository(
  { admin }: TestOrchestrator,
  id: string,
  change: FolderChange,
): Promise<void> {
  const { name, place } = await admin(getRepository, { params: { id } });
  if (place.kind !== "fs") throw new Error("a folder was expected");
  const body = { kind: "fs" as const, name, path: place.path, ...change };
  await admin(replaceRepository, { params: { id }, body });
}
