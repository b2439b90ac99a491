import type { TaskKind, TaskLimits, TaskOrigin } from "#contract/task";
import type { Tx } from "../db/database.ts";
import { newId, toInstant } from "../ids.ts";
import { expectReport } from "../upstream/expect-report.ts";

export type NewTask = {
  kind: TaskKind;
  agentId: string;
  repositoryId: string;
  policyId?: string;
  origin: TaskOrigin;
  /** Empty for a backup: its spec is made from the policy when the task is offered. */
  spec: unknown;
  limits?: Partial<TaskLimits>;
  slot?: { key: string; scheduledFor: string };
  /** What the orchestrator asked for that this install follows, sealed for the task of this id. */
  followed?: { id: string; sealedOffer: string };
};

const DEFAULT_LIMITS: TaskLimits = { maxRuntimeSeconds: 7 * 86_400, stallSeconds: 20 * 60 };

/** Adds a task to its agent's queue and returns its id. Who calls wakes the agent after the commit. */
export async function enqueueTask(tx: Tx, now: Date, task: NewTask): Promise<string> {
  const id = task.followed?.id ?? newId(now);
  await tx
    .insertInto("task")
    .values({
      id,
      agent_id: task.agentId,
      policy_id: task.policyId ?? null,
      repository_id: task.repositoryId,
      kind: task.kind,
      slot_key: task.slot?.key ?? null,
      scheduled_for: task.slot?.scheduledFor ?? null,
      origin: task.origin,
      status: "queued",
      spec_json: JSON.stringify(task.spec),
      limits_json: JSON.stringify({ ...DEFAULT_LIMITS, ...task.limits }),
      attempt: 0,
      cancel_requested: 0,
      retries: 0,
      crashes: 0,
      created_at: toInstant(now),
      sealed_offer: task.followed?.sealedOffer ?? null,
    })
    .execute();
  if (task.policyId !== undefined && task.kind === "backup" && task.followed === undefined)
    await expectReport(tx, id, task.policyId, now);
  return id;
}
