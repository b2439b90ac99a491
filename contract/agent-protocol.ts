import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { fleetSummary } from "./fleet.ts";
import { oneLine } from "./one-line.ts";
import { progress, runReport } from "./outcome.ts";
import { question } from "./questions.ts";
import { pathTokens } from "./source-path.ts";
import { taskKind, taskOffer, taskOrigin } from "./task.ts";
import { count, id, instant, label, nothing, operatingSystem } from "./values.ts";
import { API } from "./version.ts";

const version = z.string().max(50);
const zoneText = z.string().max(64);

export const registration = z.object({
  /** A random UUID made at first start in the data folder; never a hostname. */
  machineId: z.uuid(),
  /** White space at its ends is taken away, a line break within is refused: messages and lists name the machine by it. */
  hostname: z.string().trim().pipe(oneLine(255).min(1)),
  os: operatingSystem,
  osVersion: z.string().max(200),
  arch: z.string().max(50),
  appVersion: version,
  resticVersion: version.nullish(),
  protocolVersion: count,
  timeZone: zoneText,
  labels: z.array(label).max(50).optional(),
  /** Asked with the agent's own key: the reply brings a new one, and the old one is dead. */
  rotateKey: z.boolean().optional(),
});
export type Registration = z.infer<typeof registration>;

export const registerAgent = endpoint({
  method: "POST",
  path: `${API}/agents/register`,
  access: "enrolment",
  summary: "Enrol a machine with a code, or update its metadata with its key",
  body: registration,
  reply: z.object({
    agentId: id,
    /** Absent when the caller registered with the key it already has and goes on with it. */
    agentKey: z.string().optional(),
    status: z.enum(["active", "pending"]),
    heartbeatIntervalSeconds: count,
    protocolVersion: count,
    /** What the orchestrator is called. */
    orchestratorName: z.string().optional(),
    /** As which machine it knows the caller: a copy of another machine gets a new one. */
    machineId: z.uuid().optional(),
  }),
  status: 201,
  alsoStatus: [200],
});

export const diskFact = z.object({
  mountPath: z.string().max(4_096),
  totalBytes: z.number().min(0),
  freeBytes: z.number().min(0),
  /** Absent where the machine cannot tell. */
  kind: z.enum(["fixed", "removable", "network"]).optional(),
});
export type DiskFact = z.infer<typeof diskFact>;

export const knownFolders = z.partialRecord(z.enum(pathTokens), z.string().max(4_096));
export type KnownFolders = z.infer<typeof knownFolders>;

export const heartbeatBody = z.object({
  appVersion: version,
  resticVersion: version.nullish(),
  uptimeSeconds: z.number().min(0),
  /** Of the program that sends it: another one after each of its starts. Tells late heartbeats from those after a restart. */
  startId: z.string().min(1).max(64).optional(),
  sentAt: instant,
  timeZone: zoneText,
  disks: z.array(diskFact).max(200).default([]),
  memory: z.looseObject({ totalBytes: z.number().optional(), freeBytes: z.number().optional() }).optional(),
  /** Runnable processes, averaged over a minute. */
  load: z.number().min(0).optional(),
  power: z.object({ onBattery: z.boolean(), percent: z.number().optional() }).optional(),
  network: z.object({ metered: z.boolean().optional() }).optional(),
  /** Where the places are on this machine that path tokens stand for. */
  folders: knownFolders.optional(),
  running: z
    .array(z.object({ taskId: id, attempt: z.int().min(1) }))
    .max(100)
    .default([]),
  paused: z.boolean().optional(),
  /** By its own rules: what another orchestrator restores to it needs nobody's yes there. */
  restoreWithoutAsking: z.boolean().optional(),
  /** From a machine whose orchestrator looks after others. */
  fleet: fleetSummary.optional(),
  /** From a machine that covers its backups while the orchestrator is away: it has told of all that it did until then. */
  slotsReportedThrough: instant.optional(),
});
export type HeartbeatBody = z.infer<typeof heartbeatBody>;

export const heartbeat = endpoint({
  method: "POST",
  path: `${API}/agents/:id/heartbeat`,
  access: "agent",
  summary: "Say that the machine is there, how it is and what it runs",
  params: z.object({ id }),
  body: heartbeatBody,
  reply: z.object({
    serverTime: instant,
    heartbeatIntervalSeconds: count,
    cancel: z.array(id),
    policyRevision: count,
    repositoryRevision: count,
    status: z.enum(["active", "pending"]).optional(),
    /** How long polls are to wait; the machine keeps within bounds of its own. */
    pollWaitSeconds: count.optional(),
    /** Where the orchestrator is found now, the likeliest first. */
    addresses: z.array(z.string()).max(20).optional(),
  }),
});

export const pollTasks = endpoint({
  method: "GET",
  path: `${API}/agents/:id/tasks`,
  access: "agent",
  summary: "Wait for tasks, cancellations and questions",
  params: z.object({ id }),
  query: z.object({
    wait: z.coerce.number().min(0).max(55).default(25),
    limit: z.coerce.number().int().min(0).max(20).default(5),
  }),
  reply: z.object({ tasks: z.array(taskOffer), cancel: z.array(id), questions: z.array(question) }),
});

const taskParams = z.object({ id, taskId: id });
export const leaseProof = z.object({ attempt: z.int().min(1), leaseToken: z.string().max(200) });

export const acknowledgeTask = endpoint({
  method: "POST",
  path: `${API}/agents/:id/tasks/:taskId/ack`,
  access: "agent",
  summary: "Take an offered task",
  params: taskParams,
  body: leaseProof,
  reply: z.object({
    leaseSeconds: count,
    /** How chunks of log may come besides `gzip` and `identity`. */
    logEncodings: z.array(z.string().max(20)).max(10).optional(),
    /** When the first progress is wanted; at once where it is not said. */
    nextProgressMs: count.optional(),
  }),
});

export const reportProgress = endpoint({
  method: "POST",
  path: `${API}/agents/:id/tasks/:taskId/progress`,
  access: "agent",
  summary: "Tell how far a task is; renews its lease",
  params: taskParams,
  body: leaseProof.extend({ progress }),
  reply: z.object({ cancel: z.boolean(), nextProgressMs: count }),
});

export const MAX_CHUNK_BYTES = 256 * 1024;

export const logChunk = z.object({
  seq: count,
  /** SHA-256 in hex of the decoded text. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `zstd` only where the acknowledgement of the task names it. */
  encoding: z.enum(["gzip", "identity", "zstd"]),
  /** Base64. */
  data: z.string().max(Math.ceil(MAX_CHUNK_BYTES * 1.4)),
  /** SHA-256 in hex of the bytes that `data` stands for: with it nobody has to unpack them to know that they arrived whole. */
  dataSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  lineCount: count,
});
export type LogChunk = z.infer<typeof logChunk>;

export const appendLog = endpoint({
  method: "POST",
  path: `${API}/agents/:id/tasks/:taskId/logs`,
  access: "agent",
  summary: "Append one numbered chunk of log; the same number again changes nothing",
  params: taskParams,
  body: leaseProof.extend(logChunk.shape),
  reply: z.object({ nextSeq: count }),
});

export const reportResult = endpoint({
  method: "POST",
  path: `${API}/agents/:id/tasks/:taskId/result`,
  access: "agent",
  summary: "Tell how an attempt ended; repeatable",
  params: taskParams,
  body: leaseProof.extend(runReport.shape),
  reply: z.object({ runId: id }),
});

/**
 * A run that the machine did on its own. With `slotKey` it is the run of that slot, however often it is told; with `localRunId`
 * it is one run for that id.
 */
export const reportRun = endpoint({
  method: "POST",
  path: `${API}/agents/:id/runs`,
  access: "agent",
  summary: "Tell of a run that the machine did on its own; repeatable",
  params: z.object({ id }),
  body: runReport
    .extend({
      slotKey: z.string().max(300).optional(),
      localRunId: z.string().min(1).max(200).optional(),
      /** When the slot was due. */
      scheduledFor: instant.optional(),
      kind: taskKind.default("backup"),
      origin: taskOrigin.optional(),
      /** May be left out where the slot says it, or the machine has one policy only. */
      policyId: id.optional(),
    })
    .refine(({ slotKey, localRunId }) => slotKey !== undefined || localRunId !== undefined, {
      error: "give slotKey or localRunId",
      path: ["slotKey"],
    }),
  /** `nextSeq` is the chunk of its log that is wanted next. */
  reply: z.object({ runId: id, nextSeq: count }),
});

export const appendRunLog = endpoint({
  method: "POST",
  path: `${API}/agents/:id/runs/:runId/logs`,
  access: "agent",
  summary: "Append one numbered chunk to the log of such a run",
  params: z.object({ id, runId: id }),
  body: logChunk,
  reply: z.object({ nextSeq: count }),
});

/** With the answer its key is dead, as when an administrator removes it there. */
export const leaveOrchestrator = endpoint({
  method: "POST",
  path: `${API}/agents/:id/leave`,
  access: "agent",
  summary: "The machine follows this orchestrator no longer; its runs and snapshots stay",
  params: z.object({ id }),
  reply: nothing,
  status: 204,
});
