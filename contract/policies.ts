import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { schedule } from "./schedule.ts";
import { sourcePath } from "./source-path.ts";
import { compression, excludeOptions } from "./task.ts";
import { byId, count, id, instant, nothing, page, pageQuery } from "./values.ts";
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

const pattern = z
  .string()
  .min(1, "an empty pattern excludes nothing")
  .max(4_096)
  .refine((text) => !/[\0\r\n]/.test(text), "must be one line");

export const policyInput = z.strictObject({
  name: policyName,
  description: z.string().max(2_000).default(""),
  enabled: z.boolean().default(true),
  repositoryId: id,
  schedules: z.strictObject({ backup: schedule.optional() }).default({}),
  include: z.array(sourcePath).min(1, "a policy needs at least one folder").max(100, "at most 100 folders"),
  /** Those of `include` whose absence is no failure: a drive that is not always plugged in. */
  optionalPaths: z.array(sourcePath).max(100).default([]),
  exclude: z.array(pattern).max(1_000, "at most 1,000 patterns").default([]),
  excludeOptions: excludeOptions.prefault({}),
  retention: retention.default({}),
  limits: policyLimits.default({}),
  compression: compression.default("auto"),
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
  reply: z.object({ items: z.array(assignment) }),
});
