import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { runStatus } from "./outcome.ts";
import { retention } from "./policies.ts";
import { repairStep } from "./repair.ts";
import { repositoryAccess } from "./repository.ts";
import { repositoryKey } from "./repository-key.ts";
import { repositoryLock } from "./repository-lock.ts";
import { schedule } from "./schedule.ts";
import { task } from "./tasks.ts";
import { byId, count, id, instant, wholeList } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

/** How long restic waits for somebody else's lock before the attempt ends as `repository-locked`. */
const lockWaitSeconds = z.int().min(0).max(3_600).default(300);

export const checkSpec = z.object({
  /** Reads this share of the stored data too, so that after `of` checks all of it was read. */
  readData: z.object({ part: z.int().min(1), of: z.int().min(1) }).optional(),
  lockWaitSeconds,
});
export type CheckSpec = z.infer<typeof checkSpec>;

/** What the orchestrator's ledger says about the snapshots that one machine made by one policy. */
const ledgerOfHost = z.object({
  host: z.string().min(1),
  newestSnapshotId: z.string().optional(),
  /** How many the last complete prune left; absent before the first. */
  keptBefore: count.optional(),
});

const pruneOfPolicy = z.object({
  policyId: id,
  policyName: z.string(),
  retention,
  /** When somebody last changed what is kept. */
  retentionChangedAt: instant.optional(),
  hosts: z.array(ledgerOfHost),
});
export type PruneOfPolicy = z.infer<typeof pruneOfPolicy>;

/** The numbers of the deletion guard; a plan beyond one of them removes nothing. */
export const deletionGuard = z.object({
  /** A person saw the plan and wants it: shares, minimum and the age of a change no longer count. */
  confirmed: z.boolean(),
  mostRemovedShare: z.number().min(0).max(1),
  fewestLeft: count,
  /**
   * Set for a prune by schedule: snapshots younger than this are no history yet and may be thinned freely, and instead of refusing
   * to leave too few the newest of those that would go stay. 0 for a prune by hand: a person can confirm it.
   */
  youngSeconds: count.default(0),
  retentionSettlesAfterSeconds: count,
  /** How far this machine's clock is off, as the orchestrator measured it. */
  clockOffsetMs: z.number().optional(),
  mostClockOffsetMs: count,
});
export type DeletionGuard = z.infer<typeof deletionGuard>;

/** So much of a snapshot's id as tells it from all others. */
const beginningOfId = z.string().regex(/^[0-9a-f]{8,64}$/);

export const pruneSpec = z.object({
  policies: z.array(pruneOfPolicy),
  /** Why nothing may be forgotten now; then nothing is. */
  frozen: z.string().optional(),
  /** The beginnings of the ids of all snapshots that the ledger holds; one more or one less in the repository, and nothing is forgotten. */
  knownSnapshots: z.array(beginningOfId).optional(),
  /** Those of them that no run made: what the rules keep without them is kept. */
  doubtedSnapshots: z.array(beginningOfId).optional(),
  guard: deletionGuard,
  lockWaitSeconds,
});
export type PruneSpec = z.infer<typeof pruneSpec>;

export const unlockSpec = z.object({
  /** Names of the other enrolled machines; a lock of theirs is theirs. */
  otherHostnames: z.array(z.string()),
  /** A person saw the locks: those that restic itself takes for left over go too, but never one of another enrolled machine. */
  confirmed: z.boolean(),
});
export type UnlockSpec = z.infer<typeof unlockSpec>;

export const repairSpec = z.object({ repair: repairStep, confirmed: z.boolean(), lockWaitSeconds });
export type RepairSpec = z.infer<typeof repairSpec>;

/** `target` is told to the machine that copies, and never stored. */
export const copySpec = z.object({ target: repositoryAccess, lockWaitSeconds });
export type CopySpec = z.infer<typeof copySpec>;

/** The second place of a repository, and when its snapshots are copied there. */
const copyPlan = z.strictObject({ toRepositoryId: id, schedule });

/** Absent leaves a schedule as it is, null takes it away. Without `agentId` the machine where the orchestrator runs does the work. */
export const maintenanceInput = z.strictObject({
  check: schedule.nullable().optional(),
  prune: schedule.nullable().optional(),
  /** Restores some files for practice. */
  drill: schedule.nullable().optional(),
  /** Between scheduled prunes at least so long since the last good one; null for none. */
  pruneRestSeconds: z.int().min(0).max(31_622_400).nullable().optional(),
  copy: copyPlan.nullable().optional(),
  agentId: id.nullable().optional(),
});
export type MaintenanceInput = z.infer<typeof maintenanceInput>;

const lastMaintenance = z.object({ runId: id, status: runStatus, finishedAt: instant.nullable() });

export const maintenance = z.object({
  check: schedule.nullable(),
  prune: schedule.nullable(),
  pruneRestSeconds: count.nullable(),
  copy: copyPlan.nullable(),
  drill: schedule.nullable(),
  agentId: id.nullable(),
  nextCheckAt: instant.nullable(),
  nextPruneAt: instant.nullable(),
  nextCopyAt: instant.nullable(),
  nextDrillAt: instant.nullable(),
  lastCheck: lastMaintenance.nullable(),
  lastPrune: lastMaintenance.nullable(),
  lastCopy: lastMaintenance.nullable(),
  lastDrill: lastMaintenance.nullable(),
});
export type Maintenance = z.infer<typeof maintenance>;

export const listLocks = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/locks`,
  access: "viewer",
  summary: "Who holds the repository at this moment, as the maintenance machine sees it",
  params: byId,
  query: z.object({ agent: id.optional() }),
  reply: wholeList(repositoryLock).extend({ agentId: id }),
});

export const listKeys = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/keys`,
  access: "viewer",
  summary: "Which passwords open the repository: who added each, and when",
  params: byId,
  query: z.object({ agent: id.optional() }),
  reply: wholeList(repositoryKey).extend({ agentId: id }),
});

export const unlockRepository = endpoint({
  method: "POST",
  path: `${API}/repositories/:id/unlock`,
  access: "admin",
  summary: "Take away locks whose owner is provably gone",
  params: byId,
  body: z
    .strictObject({ agentId: id.optional(), confirm: z.boolean().default(false) })
    .default({ confirm: false }),
  reply: task,
  status: 201,
  alsoStatus: [200],
});

export const forgetPlanArgs = z.object({
  policyId: id,
  retention,
  hosts: z.array(z.string().min(1)),
  /** The snapshots that runs made or that were there before; absent where nobody has listed them yet. */
  vouchedSnapshots: z.array(beginningOfId).optional(),
});

const plannedSnapshot = z.object({
  id: z.string(),
  time: z.string(),
  hostname: z.string(),
  paths: z.array(z.string()),
  /** Which rules keep it; empty for one that goes. */
  reasons: z.array(told),
});

/** What restic would keep and remove of one machine's snapshots. */
export const forgetGroup = z.object({
  policyId: id,
  host: z.string(),
  keep: z.array(plannedSnapshot),
  remove: z.array(plannedSnapshot),
});
export type ForgetGroup = z.infer<typeof forgetGroup>;

export const getForgetPlan = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/forget-plan`,
  access: "viewer",
  summary: "What the retention of the policies would keep and remove now, with reasons; nothing is changed",
  params: byId,
  query: z.object({ policy: id.optional() }),
  reply: wholeList(forgetGroup),
});

/** What a repository needs to be mended, made from what its last bad check found; empty where the last check was good. */
export const getRepairPlan = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/repair-plan`,
  access: "viewer",
  summary: "The steps that mend what the last check found, in their order; each is started by a person",
  params: byId,
  reply: z.object({
    checkRunId: id.nullable(),
    steps: z.array(z.object({ repair: repairStep, command: z.string(), effect: told })),
  }),
});

export const previewRetention = endpoint({
  method: "POST",
  path: `${API}/policies/:id/retention-preview`,
  access: "viewer",
  summary:
    "What another retention of a policy would keep and remove, with reasons, before it is saved; nothing is changed",
  params: byId,
  body: z.strictObject({ retention }),
  reply: wholeList(forgetGroup).extend({ kept: count, removed: count }),
});
