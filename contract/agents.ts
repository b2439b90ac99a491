import * as z from "zod";
import { diskFact } from "./agent-protocol.ts";
import { endpoint } from "./endpoint.ts";
import { fleetSummary } from "./fleet.ts";
import { failureCode, runStatus } from "./outcome.ts";
import { policy } from "./policies.ts";
import { repositoryAccess } from "./repository.ts";
import { repositoryPlace } from "./repository-place.ts";
import { task } from "./tasks.ts";
import {
  byId,
  count,
  id,
  instant,
  label,
  nothing,
  operatingSystem,
  page,
  pageQuery,
  wholeList,
} from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const agentStatus = z.enum(["pending", "active", "revoked"]);
export type AgentStatus = z.infer<typeof agentStatus>;
export const reachability = z.enum(["online", "offline", "never"]);
export type Reachability = z.infer<typeof reachability>;
export const protection = z.enum(["protected", "late", "at-risk", "never", "paused"]);
export type Protection = z.infer<typeof protection>;

export const agentWarning = z.object({
  code: z.enum([
    "disk-low",
    "clock-skew",
    "restic-missing",
    "restic-old",
    "app-old",
    "no-policy",
    "agent-silent",
    "path-missing",
    "duplicate-hostname",
  ]),
  message: told,
  since: instant,
});
export type AgentWarning = z.infer<typeof agentWarning>;

export const agent = z.object({
  id,
  machineId: z.uuid(),
  status: agentStatus,
  /** The machine that this orchestrator runs on. */
  isLocal: z.boolean(),
  hostname: z.string(),
  /** What restic calls this machine in snapshots; stays when the hostname changes. */
  resticHost: z.string(),
  os: operatingSystem,
  osVersion: z.string(),
  arch: z.string(),
  appVersion: z.string(),
  resticVersion: z.string().nullable(),
  timeZone: z.string(),
  labels: z.array(z.string()),
  reachability,
  protection,
  warnings: z.array(agentWarning),
  disks: z.array(diskFact),
  clockOffsetMs: z.number().nullable(),
  uptimeSeconds: z.number().nullable(),
  /** Since when a person holds its scheduled backups back; null while they run. */
  pausedSince: instant.nullable().default(null),
  /** When they go on by themselves; null while nothing is paused, or until a person lets them go on. */
  pausedUntil: instant.nullable().default(null),
  lastSeenAt: instant.nullable(),
  lastRun: z
    .object({ id, status: runStatus, startedAt: instant, failureCode: failureCode.nullable() })
    .nullable(),
  lastGoodAt: instant.nullable(),
  nextRunAt: instant.nullable(),
  policies: z.array(z.object({ id, name: z.string() })),
  /** Of a machine that looks after others itself: how those are, about a minute old. */
  fleet: fleetSummary.nullable().default(null),
  /** The agent that this pending one may be, after a reinstall. */
  resembles: z.object({ id, hostname: z.string() }).nullable(),
  createdAt: instant,
});
export type Agent = z.infer<typeof agent>;

export const listAgents = endpoint({
  method: "GET",
  path: `${API}/agents`,
  access: "viewer",
  summary: "All machines",
  query: pageQuery.extend({
    status: agentStatus.optional(),
    reachability: reachability.optional(),
    protection: protection.optional(),
    label: label.optional(),
    q: z.string().max(200).optional(),
    sort: z.enum(["hostname", "lastSeen", "lastGood", "status"]).default("hostname"),
  }),
  reply: page(agent),
});

export const getAgent = endpoint({
  method: "GET",
  path: `${API}/agents/:id`,
  access: "viewer",
  summary: "One machine",
  params: byId,
  reply: agent,
});

export const updateAgent = endpoint({
  method: "PATCH",
  path: `${API}/agents/:id`,
  access: "admin",
  summary: "Change a machine's labels",
  params: byId,
  body: z.strictObject({ labels: z.array(label).max(50) }),
  reply: agent,
});

export const removeAgent = endpoint({
  method: "DELETE",
  path: `${API}/agents/:id`,
  access: "admin",
  summary: "Revoke a machine's key; its runs and snapshots stay",
  params: byId,
  reply: nothing,
  status: 204,
});

export const approveAgent = endpoint({
  method: "POST",
  path: `${API}/agents/:id/approve`,
  access: "admin",
  summary: "Let a pending machine in, as itself or as the machine it resembles",
  params: byId,
  body: z.strictObject({ sameMachine: z.boolean().default(false) }).default({ sameMachine: false }),
  reply: agent,
});

export const pauseAgent = endpoint({
  method: "POST",
  path: `${API}/agents/:id/pause`,
  access: "admin",
  summary: "Hold a machine's scheduled backups back, until an instant or until they are resumed",
  params: byId,
  body: z.strictObject({ until: instant.optional() }).default({}),
  reply: agent,
});

export const resumeAgent = endpoint({
  method: "DELETE",
  path: `${API}/agents/:id/pause`,
  access: "admin",
  summary: "Let a machine's scheduled backups go on",
  params: byId,
  reply: agent,
});

export const agentSample = z.object({
  at: instant,
  disks: z.array(diskFact),
  load: z.number().nullable(),
  memory: z.object({ totalBytes: z.number().optional(), freeBytes: z.number().optional() }).nullable(),
});
export type AgentSample = z.infer<typeof agentSample>;

export const listAgentSamples = endpoint({
  method: "GET",
  path: `${API}/agents/:id/samples`,
  access: "viewer",
  summary: "How a machine was, about once an hour for 90 days, oldest first",
  params: byId,
  query: z.object({ from: instant.optional() }),
  reply: wholeList(agentSample),
});

export const agentEvent = z.object({
  id: count,
  at: instant,
  kind: z.enum(["registered", "reachability", "status", "key-rotated", "pause"]),
  from: z.string().nullable(),
  to: z.string(),
  reason: told,
});
export type AgentEvent = z.infer<typeof agentEvent>;

export const listAgentEvents = endpoint({
  method: "GET",
  path: `${API}/agents/:id/events`,
  access: "viewer",
  summary: "What changed about a machine and why, newest first",
  params: byId,
  query: pageQuery,
  reply: page(agentEvent),
});

const valueSource = z.enum(["policy", "perOs"]);
const effectiveValue = z.object({
  value: z.string(),
  /** The place that a path token stands for there; null until the machine has told it. */
  resolved: z.string().nullable(),
  source: valueSource,
});
export type EffectiveValue = z.infer<typeof effectiveValue>;

/** `effective` is the policy as this machine will run it. Credentials go to the agent's own key only. */
export const effectivePolicy = policy.extend({
  assignedBy: z.string(),
  byLabel: z.string().nullable().default(null),
  effective: z.object({
    /** Resolved, as far as the machine has told where its folders are. */
    include: z.array(z.string()),
    optionalPaths: z.array(z.string()).default([]),
    exclude: z.array(z.string()).default([]),
    timeZone: z.string(),
    nextRunAt: instant.nullable(),
    /** The same values with where each of them comes from. */
    sources: z
      .object({
        include: z.array(effectiveValue),
        optionalPaths: z.array(effectiveValue),
        exclude: z.array(effectiveValue),
        timeZone: z.enum(["policy", "machine"]),
      })
      .optional(),
  }),
});
export type EffectivePolicy = z.infer<typeof effectivePolicy>;

export const listAgentPolicies = endpoint({
  method: "GET",
  path: `${API}/agents/:id/policies`,
  access: "agent-or-viewer",
  summary: "The policies of a machine and the repositories they use; the ETag is their revision",
  params: byId,
  reply: z.object({
    revision: count,
    policies: z.array(effectivePolicy),
    repositories: z.array(
      repositoryAccess.omit({ credentials: true }).extend({
        name: z.string(),
        place: repositoryPlace.optional(),
        credentials: repositoryAccess.shape.credentials.optional(),
      }),
    ),
    /** What restic calls this machine in snapshots. */
    host: z.string().optional(),
    orchestratorName: z.string().optional(),
  }),
  alsoStatus: [304],
});

/** What a machine says of itself when asked what is wrong. */
export const diagnosis = z.object({
  checks: z.array(z.object({ name: told, status: z.enum(["ok", "warning", "failed"]), message: told })),
});
export type Diagnosis = z.infer<typeof diagnosis>;

export const diagnoseAgent = endpoint({
  method: "POST",
  path: `${API}/agents/:id/diagnose`,
  access: "admin",
  summary: "Ask a machine to look at itself",
  params: byId,
  reply: diagnosis,
});

export const listAgentTasks = endpoint({
  method: "GET",
  path: `${API}/agents/:id/open-tasks`,
  access: "viewer",
  summary: "What waits or runs on a machine",
  params: byId,
  reply: wholeList(task),
});
