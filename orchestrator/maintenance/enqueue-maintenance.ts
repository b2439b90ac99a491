import type { RepairStep } from "#contract/repair";
import type { TaskOrigin } from "#contract/task";
import type { Db, Tx } from "../db/database.ts";
import { DomainError, invalidField } from "../http/errors.ts";
import { toInstant } from "../ids.ts";
import { ownRepositoriesOf } from "../repositories/own-repositories.ts";
import { freezeOf } from "../repository-warnings/warnings.store.ts";
import { enqueueTask } from "../tasks/enqueue-task.ts";
import { assertOwnRepository } from "../upstream/managed.ts";
import { hasSnapshot } from "./drill-spec.ts";
import { activeAgent, type MaintenanceAgent, maintenanceAgentOf } from "./maintenance-agent.ts";

export const MAINTENANCE_KINDS = ["check", "prune", "drill", "unlock", "repair", "copy"] as const;
export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];

type Wanted = {
  kind: MaintenanceKind;
  repositoryId: string;
  agentId?: string | undefined;
  origin: TaskOrigin;
  confirm?: boolean | undefined;
  /** The step of a repair. */
  repair?: RepairStep | undefined;
  slot?: { key: string; scheduledFor: string };
};

const HOUR_SECONDS = 3_600;
/** A check says nothing while it reads, so only its whole time can be bounded. */
const LIMITS: Record<MaintenanceKind, { maxRuntimeSeconds: number; stallSeconds: number }> = {
  check: { maxRuntimeSeconds: 48 * HOUR_SECONDS, stallSeconds: 0 },
  prune: { maxRuntimeSeconds: 48 * HOUR_SECONDS, stallSeconds: 4 * HOUR_SECONDS },
  drill: { maxRuntimeSeconds: 12 * HOUR_SECONDS, stallSeconds: HOUR_SECONDS },
  unlock: { maxRuntimeSeconds: HOUR_SECONDS, stallSeconds: 1_200 },
  repair: { maxRuntimeSeconds: 48 * HOUR_SECONDS, stallSeconds: 0 },
  copy: { maxRuntimeSeconds: 168 * HOUR_SECONDS, stallSeconds: 4 * HOUR_SECONDS },
};

/** Queues the work on the repository's maintenance machine. The same that waits already is the answer, unless this one is confirmed and that one is not. */
export async function enqueueMaintenance(tx: Tx, wanted: Wanted, now: Date) {
  const { kind, repositoryId, origin, slot } = wanted;
  await assertOwnRepository(tx, repositoryId);
  await assertOneRepository(tx, repositoryId);
  const agent = await chooseMachine(tx, wanted);
  const against = await reasonAgainst(tx, repositoryId, kind);
  if (against !== undefined) throw new DomainError("wrong-state", against);
  if (kind === "copy") await assertHasTarget(tx, repositoryId);
  const confirm = wanted.confirm === true;
  if (kind === "repair" && (!confirm || wanted.repair === undefined))
    throw invalidField("confirm", "a repair changes the repository: name its step, and confirm it");
  const waiting = await waitingMaintenance(tx, repositoryId, kind);
  if (waiting !== undefined && waiting.agent_id === agent.id && kind !== "repair") {
    if (confirm) await confirmWaiting(tx, waiting.id, now);
    return { taskId: waiting.id, agentId: agent.id, policyId: null, isNew: false };
  }
  const taskId = await enqueueTask(tx, now, {
    kind,
    agentId: agent.id,
    repositoryId,
    origin,
    spec: { ...yesOf(confirm, now), ...(wanted.repair !== undefined && { repair: wanted.repair }) },
    limits: LIMITS[kind],
    ...(slot && { slot }),
  });
  return { taskId, agentId: agent.id, policyId: null, isNew: true };
}

/** Why this work makes no sense now, or may not be done. */
export async function reasonAgainst(
  db: Db,
  repositoryId: string,
  kind: MaintenanceKind,
): Promise<string | undefined> {
  if (kind === "prune") return freezeOf(db, repositoryId);
  if (kind !== "drill" || (await hasSnapshot(db, repositoryId))) return undefined;
  return "The repository holds no snapshot yet, so there is nothing to restore for practice.";
}

async function assertOneRepository(tx: Tx, repositoryId: string): Promise<void> {
  const [own] = await ownRepositoriesOf(tx, repositoryId);
  if (own === undefined) return;
  throw invalidField(
    "repositoryId",
    `every machine has a repository of its own in this place; name one of them, perhaps “${own.name}”`,
  );
}

async function assertHasTarget(tx: Tx, repositoryId: string): Promise<void> {
  const plan = await tx
    .selectFrom("maintenance_plan")
    .select("target_id")
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", "copy")
    .where("target_id", "is not", null)
    .executeTakeFirst();
  if (plan === undefined)
    throw invalidField("repositoryId", "no second repository is named for this one; name it in its settings");
}

/** Anybody may take away locks of its own; checking and pruning is the work of one machine. */
async function chooseMachine(tx: Tx, { kind, repositoryId, agentId }: Wanted): Promise<MaintenanceAgent> {
  if (kind === "unlock" && agentId !== undefined) {
    const named = await activeAgent(tx, agentId);
    if (named === undefined) throw invalidField("agentId", "there is no such machine");
    return named;
  }
  const agent = await maintenanceAgentOf(tx, repositoryId);
  if (agent === undefined)
    throw invalidField("repositoryId", "no machine maintains this repository; name one in its settings");
  if (agentId !== undefined && agentId !== agent.id)
    throw invalidField(
      "agentId",
      `this repository is maintained by ${agent.hostname}; leave the machine out`,
    );
  return agent;
}

export function waitingMaintenance(db: Db, repositoryId: string, kind: MaintenanceKind) {
  return db
    .selectFrom("task")
    .select(["id", "agent_id"])
    .where("repository_id", "=", repositoryId)
    .where("kind", "=", kind)
    .where("finished_at", "is", null)
    .where("status", "in", ["queued", "offered"])
    .executeTakeFirst();
}

function yesOf(confirm: boolean, now: Date) {
  return { confirm, ...(confirm && { confirmedAt: toInstant(now) }) };
}

async function confirmWaiting(tx: Tx, taskId: string, now: Date): Promise<void> {
  await tx
    .updateTable("task")
    .set({ spec_json: JSON.stringify(yesOf(true, now)) })
    .where("id", "=", taskId)
    .where("status", "=", "queued")
    .execute();
}
