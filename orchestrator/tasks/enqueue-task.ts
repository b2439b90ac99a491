import { sql } from "kysely";
import type { TaskKind, TaskLimits, TaskOrigin } from "#contract/task";
import type { Tx } from "../db/database.ts";
import { newId, toInstant } from "../ids.ts";
import { expectReports } from "../upstream/expect-report.ts";

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
  /** It is not offered earlier. */
  notBefore?: string;
  /** What the orchestrator asked for that this install follows, sealed for the task of this id. */
  followed?: { id: string; sealedOffer: string };
};

const DEFAULT_LIMITS: TaskLimits = { maxRuntimeSeconds: 7 * 86_400, stallSeconds: 20 * 60 };

/** Adds a task to its agent's queue and returns its id. Who calls wakes the agent after the commit. */
export async function enqueueTask(tx: Tx, now: Date, task: NewTask): Promise<string> {
  const [id = ""] = await enqueueTasks(tx, now, [task]);
  return id;
}

/** The same for many at once, with one statement however many there are. */
export async function enqueueTasks(tx: Tx, now: Date, tasks: NewTask[]): Promise<string[]> {
  if (tasks.length === 0) return [];
  const numbered = tasks.map((task) => ({ ...task, id: task.followed?.id ?? newId(now) }));
  const rows = numbered.map((task) => [
    ...[task.id, task.agentId, task.policyId ?? null, task.repositoryId, task.kind, task.slot?.key ?? null],
    ...[task.slot?.scheduledFor ?? null, task.origin, JSON.stringify(task.spec)],
    ...[JSON.stringify({ ...DEFAULT_LIMITS, ...task.limits }), task.followed?.sealedOffer ?? null],
    task.notBefore ?? null,
  ]);
  await sql`
    insert into task (id, agent_id, policy_id, repository_id, kind, slot_key, scheduled_for, origin, spec_json, limits_json,
      sealed_offer, not_before, status, attempt, cancel_requested, retries, crashes, created_at)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8,
      value ->> 9, value ->> 10, value ->> 11, 'queued', 0, 0, 0, 0, ${toInstant(now)}
    from json_each(${JSON.stringify(rows)})
  `.execute(tx);
  const own = numbered.filter((task) => task.kind === "backup" && task.followed === undefined);
  await expectReports(tx, own, now);
  return numbered.map(({ id }) => id);
}
