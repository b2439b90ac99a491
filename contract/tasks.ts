import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { progress } from "./outcome.ts";
import { repairStep } from "./repair.ts";
import { taskKind, taskOrigin } from "./task.ts";
import { byId, count, id, instant, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const taskStatus = z.enum([
  "queued",
  "offered",
  "running",
  "unreachable",
  "lost",
  "succeeded",
  "warning",
  "failed",
  "cancelled",
  "skipped",
  "dead",
]);
export type TaskStatus = z.infer<typeof taskStatus>;

/** A task as people see it: never with credentials or its lease. */
export const task = z.object({
  id,
  kind: taskKind,
  agentId: id,
  hostname: z.string(),
  policyId: id.nullable(),
  policyName: z.string().nullable(),
  repositoryId: id,
  repositoryName: z.string(),
  origin: taskOrigin,
  status: taskStatus,
  /** Why it waits, was left out or ended; a sentence. */
  reason: told.nullable(),
  attempt: count,
  slotKey: z.string().nullable(),
  /** Not offered before; set while a retry waits. */
  notBefore: instant.nullable(),
  lastRunId: id.nullable(),
  progress: progress.nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type Task = z.infer<typeof task>;

/**
 * `backup` needs a policy, the others a repository. Without `agentId` the machine that Holdfast runs on; `check`, `prune`,
 * `drill`, `repair` and `copy` always run on the repository's maintenance machine. `confirm` is a person's yes to a prune that removes much,
 * to taking away old locks, or to a repair.
 */
export const createTask = endpoint({
  method: "POST",
  path: `${API}/tasks`,
  access: "admin",
  summary: "Do it now",
  body: z.strictObject({
    agentId: id.optional(),
    kind: z.enum(["backup", "init", "snapshots", "check", "prune", "unlock", "drill", "repair", "copy"]),
    policyId: id.optional(),
    repositoryId: id.optional(),
    confirm: z.boolean().optional(),
    /** The step of a `repair`, which always needs `confirm`. */
    repair: repairStep.optional(),
  }),
  reply: task,
  status: 201,
  /** The same waits already. */
  alsoStatus: [200],
});

export const listTasks = endpoint({
  method: "GET",
  path: `${API}/tasks`,
  access: "viewer",
  summary: "Tasks, newest first",
  query: pageQuery.extend({
    agent: id.optional(),
    policy: id.optional(),
    repository: id.optional(),
    kind: taskKind.optional(),
    status: taskStatus.optional(),
    /** Only those that wait or run. */
    open: z.stringbool().optional(),
  }),
  reply: page(task),
});

export const getTask = endpoint({
  method: "GET",
  path: `${API}/tasks/:id`,
  access: "viewer",
  summary: "One task",
  params: byId,
  reply: task,
});

export const cancelTask = endpoint({
  method: "POST",
  path: `${API}/tasks/:id/cancel`,
  access: "admin",
  summary: "Stop a task; what is uploaded already makes the next run faster",
  params: byId,
  reply: task,
});

export const retryTask = endpoint({
  method: "POST",
  path: `${API}/tasks/:id/retry`,
  access: "admin",
  summary: "Try an ended task once more, as its next attempt",
  params: byId,
  reply: task,
});
