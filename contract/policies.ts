import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { excludePattern } from "./exclude-pattern.ts";
import { schedule } from "./schedule.ts";
import { sourcePath } from "./source-path.ts";
import { compression, excludeOptions, hookNames, packSizeMiB } from "./task.ts";
import { tryReport } from "./try-policy.ts";
import { byId, count, id, instant, label, nothing, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";

const keep = z.int().min(1).max(10_000).optional();
/** restic's duration text, for example `1y6m14d`. */
const within = z
  .string()
  .regex(/^(?=.)(\d+y)?(\d+m)?(\d+d)?(\d+h)?$/, "write a duration like 1y6m14d or 36h")
  .optional();

export const retention = z.strictObject({
  keepLast: keep,
  keepHourly: keep,
  keepDaily: keep,
  keepWeekly: keep,
  keepMonthly: keep,
  keepYearly: keep,
  keepWithin: within,
  keepWithinHourly: within,
  keepWithinDaily: within,
  keepWithinWeekly: within,
  keepWithinMonthly: within,
  keepWithinYearly: within,
});
export type Retention = z.infer<typeof retention>;

export const policyLimits = z.strictObject({
  bandwidthUpKiBps: z.int().min(1).max(10_000_000).optional(),
  bandwidthDownKiBps: z.int().min(1).max(10_000_000).optional(),
  maxRuntimeSeconds: z
    .int()
    .min(60)
    .max(14 * 86_400)
    .optional(),
  stallSeconds: z.int().min(60).max(86_400).optional(),
  readConcurrency: z.int().min(1).max(64).optional(),
});

/** How soon an old backup is alarming: a server's sooner than a laptop's. */
export const protectionProfile = z.enum(["server", "desktop", "laptop"]);
export type ProtectionProfile = z.infer<typeof protectionProfile>;

export const policyName = z
  .string()
  .trim()
  .min(3, "at least 3 characters")
  .max(100, "at most 100 characters");

const folders = z
  .array(sourcePath)
  .min(1, "a policy needs at least one folder")
  .max(100, "at most 100 folders");
const optionalFolders = z.array(sourcePath).max(100);
const patterns = z.array(excludePattern).max(1_000, "at most 1,000 patterns");

/** What differs on machines of one system: folders replace those of the policy, patterns are added to them. */
const systemBlock = z.strictObject({
  include: folders.optional(),
  optionalPaths: optionalFolders.optional(),
  exclude: patterns.optional(),
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time like 08:30");
const mayRun = z.enum(["run", "wait"]);

/** A span of the week in which backups may start; one whose end is not after its beginning goes on into the next day. */
export const startWindow = z.strictObject({
  /** 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).min(1, "choose at least one day").max(7),
  from: clockTime,
  to: clockTime,
});
export type StartWindow = z.infer<typeof startWindow>;

/** When a scheduled backup has to wait. Backups that a person starts run at once. */
export const conditions = z.strictObject({
  onBattery: mayRun.optional(),
  onMetered: mayRun.optional(),
  /** In the zone of the schedule; empty means at any time. */
  windows: z.array(startWindow).max(20).optional(),
  /** A backup that could not start for this long is left out. */
  latestStartSeconds: z
    .int()
    .min(60)
    .max(7 * 86_400)
    .optional(),
});
export type Conditions = z.infer<typeof conditions>;

export const policyInput = z.strictObject({
  name: policyName,
  description: z.string().max(2_000).default(""),
  enabled: z.boolean().default(true),
  repositoryId: id,
  schedules: z.strictObject({ backup: schedule.optional() }).default({}),
  include: folders,
  /** Those of `include` whose absence is no failure: a drive that is not always plugged in. */
  optionalPaths: optionalFolders.default([]),
  exclude: patterns.default([]),
  perOs: z
    .strictObject({
      linux: systemBlock.optional(),
      darwin: systemBlock.optional(),
      windows: systemBlock.optional(),
    })
    .optional(),
  excludeOptions: excludeOptions.prefault({}),
  conditions: conditions.default({}),
  retention: retention.default({}),
  limits: policyLimits.default({}),
  compression: compression.default("auto"),
  packSizeMiB: packSizeMiB.optional(),
  useFsSnapshot: z.boolean().optional(),
  hooks: hookNames.optional(),
  profile: protectionProfile.default("desktop"),
});
export type PolicyInput = z.infer<typeof policyInput>;
/** As a person or a form writes it: everything with a default may be left out. */
export type PolicyDraft = z.input<typeof policyInput>;

export const policy = policyInput.extend({
  id,
  revision: count,
  repositoryName: z.string(),
  agentCount: count,
  /** Every machine that carries one of these gets the policy. */
  labels: z.array(label).default([]),
  createdAt: instant,
  updatedAt: instant,
  managedBy: z.string().nullable(),
});
export type Policy = z.infer<typeof policy>;

export const listPolicies = endpoint({
  method: "GET",
  path: `${API}/policies`,
  access: "viewer",
  summary: "All policies by name",
  query: pageQuery.extend({ q: z.string().max(200).optional(), repository: id.optional() }),
  reply: page(policy),
});

export const createPolicy = endpoint({
  method: "POST",
  path: `${API}/policies`,
  access: "admin",
  summary: "Create a policy",
  body: policyInput,
  reply: policy,
  status: 201,
});

export const getPolicy = endpoint({
  method: "GET",
  path: `${API}/policies/:id`,
  access: "viewer",
  summary: "One policy; the ETag is its revision",
  params: byId,
  reply: policy,
});

export const replacePolicy = endpoint({
  method: "PUT",
  path: `${API}/policies/:id`,
  access: "admin",
  summary: "Replace a policy; If-Match with the revision that was read guards against lost changes",
  params: byId,
  body: policyInput,
  reply: policy,
});

export const deletePolicy = endpoint({
  method: "DELETE",
  path: `${API}/policies/:id`,
  access: "admin",
  summary: "Delete a policy that no machine uses; runs and snapshots stay",
  params: byId,
  reply: nothing,
  status: 204,
});

export const duplicatePolicy = endpoint({
  method: "POST",
  path: `${API}/policies/:id/duplicate`,
  access: "admin",
  summary: "Copy a policy under a free name, switched off and assigned to nobody",
  params: byId,
  reply: policy,
  status: 201,
});

const assignmentParams = z.object({ id, agentId: id });

export const assignment = z.object({
  policyId: id,
  agentId: id,
  hostname: z.string(),
  assignedBy: z.string(),
  /** The label of the machine that brought it; null where a person assigned it. */
  byLabel: z.string().nullable().default(null),
  createdAt: instant,
  lastGoodAt: instant.nullable(),
  nextRunAt: instant.nullable(),
});
export type Assignment = z.infer<typeof assignment>;

export const assignPolicy = endpoint({
  method: "PUT",
  path: `${API}/policies/:id/agents/:agentId`,
  access: "admin",
  summary: "Protect a machine with a policy: 201 when new, 200 when it was so already",
  params: assignmentParams,
  reply: assignment,
  status: 201,
  alsoStatus: [200],
});

export const unassignPolicy = endpoint({
  method: "DELETE",
  path: `${API}/policies/:id/agents/:agentId`,
  access: "admin",
  summary: "Stop protecting a machine with a policy; its snapshots stay",
  params: assignmentParams,
  reply: nothing,
  status: 204,
});

export const listPolicyAgents = endpoint({
  method: "GET",
  path: `${API}/policies/:id/agents`,
  access: "viewer",
  summary: "The machines that a policy protects",
  params: byId,
  query: pageQuery,
  reply: page(assignment),
});

const labelParams = z.object({ id, label });

export const assignLabel = endpoint({
  method: "PUT",
  path: `${API}/policies/:id/labels/:label`,
  access: "admin",
  summary:
    "Protect every machine that carries a label, now and later: 201 when new, 200 when it was so already",
  params: labelParams,
  reply: policy,
  status: 201,
  alsoStatus: [200],
});

export const unassignLabel = endpoint({
  method: "DELETE",
  path: `${API}/policies/:id/labels/:label`,
  access: "admin",
  summary: "Stop protecting machines by a label; those that were assigned by name stay",
  params: labelParams,
  reply: nothing,
  status: 204,
});

export const tryPolicy = endpoint({
  method: "POST",
  path: `${API}/policies/:id/try`,
  access: "admin",
  summary: "Count on a machine what a policy would back up; nothing is saved",
  params: byId,
  body: z.strictObject({ agentId: id.optional() }).default({}),
  reply: tryReport,
});

/** The part of a policy that says what is backed up: it may be tried before the rest is filled in. */
const triedPolicy = policyInput
  .pick({ include: true, optionalPaths: true, exclude: true, perOs: true, excludeOptions: true })
  .extend({ repositoryId: id.optional() });

export const tryUnsavedPolicy = endpoint({
  method: "POST",
  path: `${API}/policies/try`,
  access: "admin",
  summary: "The same for a policy that is not saved yet",
  body: triedPolicy.extend({ agentId: id.optional() }),
  reply: tryReport,
});
