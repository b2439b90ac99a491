import {
  type BackupSpec,
  type TaskKind,
  type TaskLimits,
  type TaskOffer,
  type TaskOrigin,
  taskOffer,
} from "#contract/task";
import type { OperatingSystem } from "#contract/values";
import type { Tx } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { confirmedAt, maintenanceSpec, otherHostnames } from "../maintenance/maintenance-spec.ts";
import { effectiveFolders } from "../policies/effective-policy.ts";
import { policyBody } from "../policies/policies.store.ts";
import { accessOf } from "../repositories/open-repository.ts";
import type { Seal } from "../secrets/seal.ts";
import { followedHost } from "../upstream/upstream.store.ts";
import type { TaskRow } from "./tasks.store.ts";

/** Work of the maintenance machine, which alone may delete. */
const MAINTAINING = new Set<string>(["prune", "check", "repair"] satisfies TaskKind[]);

/** What the agent gets: the task with its policy as it stands now and the credentials of its repository. */
export async function composeOffer(tx: Tx, seal: Seal, task: TaskRow): Promise<TaskOffer> {
  if (task.sealed_offer !== null) return followedOffer(seal, task, task.sealed_offer);
  const repository = await tx
    .selectFrom("repository")
    .selectAll()
    .where("id", "=", task.repository_id)
    .executeTakeFirstOrThrow();
  const policy = await policyOf(tx, task);
  const work = task.kind === "copy" ? await copyWork(tx, seal, task) : await workOf(tx, task, policy);
  return {
    taskId: task.id,
    attempt: task.attempt,
    leaseToken: task.lease_token ?? "",
    kind: task.kind as TaskKind,
    origin: task.origin as TaskOrigin,
    repository: accessOf(repository, seal, MAINTAINING.has(task.kind) ? "maintainer" : "writer"),
    ...work,
    // Which machines use a repository of the orchestrator above is not known here.
    ...(!policy?.managed_by && { otherHostnames: await otherHostnames(tx, task.agent_id) }),
    createdAt: task.created_at,
    ...(policy && { policyId: policy.id, policyName: policy.name, policyRevision: policy.revision }),
    ...(task.slot_key !== null &&
      task.scheduled_for !== null && { slot: { key: task.slot_key, scheduledFor: task.scheduled_for } }),
  };
}

/** As the orchestrator asked for it that this install follows; number and lease of the attempt are this one's own. */
function followedOffer(seal: Seal, task: TaskRow, sealedOffer: string): TaskOffer {
  const offer = taskOffer.parse(JSON.parse(seal.open(sealedOffer, offerPlace(task.id))));
  return { ...offer, taskId: task.id, attempt: task.attempt, leaseToken: task.lease_token ?? "" };
}

export const offerPlace = (taskId: string) => ({ table: "task", column: "sealed_offer", id: taskId });

type Work = { spec: unknown; limits: TaskLimits };

async function workOf(tx: Tx, task: TaskRow, policy: Row<"policy"> | undefined): Promise<Work> {
  if (policy && task.kind === "backup") return backupWork(tx, task, policy);
  const spec = await maintenanceSpec(tx, task);
  if (spec === undefined) return storedWork(task);
  const confirmed = confirmedAt(task);
  await tx
    .updateTable("task")
    .set({
      spec_json: JSON.stringify({ ...spec, ...(confirmed !== undefined && { confirmedAt: confirmed }) }),
    })
    .where("id", "=", task.id)
    .execute();
  return { ...storedWork(task), spec };
}

/** The other repository's secrets travel with the offer only. */
async function copyWork(tx: Tx, seal: Seal, task: TaskRow): Promise<Work> {
  const target = await tx
    .selectFrom("maintenance_plan")
    .innerJoin("repository", "repository.id", "maintenance_plan.target_id")
    .selectAll("repository")
    .where("maintenance_plan.repository_id", "=", task.repository_id)
    .where("maintenance_plan.kind", "=", "copy")
    .executeTakeFirst();
  const spec = { lockWaitSeconds: 300, ...(target && { target: accessOf(target, seal) }) };
  return { ...storedWork(task), spec };
}

function storedWork(task: TaskRow): Work {
  return { spec: JSON.parse(task.spec_json), limits: JSON.parse(task.limits_json) as TaskLimits };
}

/** Made at the last moment, so that a retry follows a mended policy; kept with the task as evidence of what was asked. */
export async function backupWork(tx: Tx, task: TaskRow, policy: Row<"policy">): Promise<Work> {
  const agent = await tx
    .selectFrom("agent")
    .select(["restic_host", "os"])
    .where("id", "=", task.agent_id)
    .executeTakeFirstOrThrow();
  const body = policyBody(policy);
  const { readConcurrency, ...limits } = body.limits;
  const spec: BackupSpec = {
    ...effectiveFolders(body, agent.os as OperatingSystem),
    excludeOptions: body.excludeOptions,
    tags: ["holdfast", `policy:${policy.id}`],
    host: (policy.managed_by === null ? undefined : await followedHost(tx)) ?? agent.restic_host,
    compression: body.compression,
    ...((await isFirstContact(tx, task, policy)) && { firstContact: true }),
    ...(body.packSizeMiB !== undefined && { packSizeMiB: body.packSizeMiB }),
    ...(body.useFsSnapshot !== undefined && { useFsSnapshot: body.useFsSnapshot }),
    ...(body.hooks !== undefined && { hooks: body.hooks }),
    ...(readConcurrency !== undefined && { readConcurrency }),
  };
  const work = { spec, limits: { ...(JSON.parse(task.limits_json) as TaskLimits), ...definedOnly(limits) } };
  await tx
    .updateTable("task")
    .set({ spec_json: JSON.stringify(work.spec), limits_json: JSON.stringify(work.limits) })
    .where("id", "=", task.id)
    .execute();
  return work;
}

/**
 * A machine makes a repository only when it first gets to do with it. Never later, because then a missing repository is a drive
 * that is not plugged in, and an empty one in its place would pass for a backup.
 */
async function isFirstContact(tx: Tx, task: TaskRow, policy: Row<"policy">): Promise<boolean> {
  // What this machine covers for another orchestrator was begun by that one.
  if (policy.managed_by !== null) return false;
  const earlier = await tx
    .selectFrom("task")
    .select("id")
    .where("repository_id", "=", task.repository_id)
    .where("agent_id", "=", task.agent_id)
    .where("status", "in", ["succeeded", "warning"])
    .executeTakeFirst();
  return earlier === undefined;
}

async function policyOf(tx: Tx, task: TaskRow): Promise<Row<"policy"> | undefined> {
  if (task.policy_id === null) return undefined;
  return tx.selectFrom("policy").selectAll().where("id", "=", task.policy_id).executeTakeFirst();
}

function definedOnly<T extends object>(object: T): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}
