import { sql } from "kysely";
import type * as z from "zod";
import type { Progress } from "#contract/outcome";
import type { TaskKind, TaskOrigin } from "#contract/task";
import type { listTasks, Task, TaskStatus } from "#contract/tasks";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import { decodeCursor, pageOf } from "../http/cursor.ts";

export type TaskFilter = z.output<(typeof listTasks)["query"]>;
export type TaskRow = Row<"task">;
/** The newest progress of a running task lives in memory only. */
export type ProgressOf = (taskId: string) => Progress | undefined;

const names = ["agent.hostname", "policy.name as policy_name", "repository.name as repository_name"] as const;

function tasks(db: Db) {
  return db
    .selectFrom("task")
    .innerJoin("agent", "agent.id", "task.agent_id")
    .leftJoin("repository", "repository.id", "task.repository_id")
    .leftJoin("policy", "policy.id", "task.policy_id")
    .selectAll("task")
    .select(names);
}

type NamedTask = Awaited<ReturnType<ReturnType<typeof tasks>["execute"]>>[number];

export async function readTask(db: Db, id: string, progressOf?: ProgressOf): Promise<Task | undefined> {
  const row = await tasks(db).where("task.id", "=", id).executeTakeFirst();
  return row && toTask(row, progressOf);
}

/** Newest first: ids sort by time. */
export async function findTasks(db: Db, filter: TaskFilter, progressOf: ProgressOf) {
  const before = filter.cursor === undefined ? undefined : decodeCursor(filter.cursor, 1)[0];
  const rows = await tasks(db)
    .$if(filter.agent !== undefined, (q) => q.where("task.agent_id", "=", filter.agent ?? ""))
    .$if(filter.policy !== undefined, (q) => q.where("task.policy_id", "=", filter.policy ?? ""))
    .$if(filter.repository !== undefined, (q) => q.where("task.repository_id", "=", filter.repository ?? ""))
    .$if(filter.kind !== undefined, (q) => q.where("task.kind", "=", filter.kind ?? ""))
    .$if(filter.status !== undefined, (q) => q.where("task.status", "=", filter.status ?? ""))
    .$if(filter.open !== undefined, (q) => q.where("task.finished_at", filter.open ? "is" : "is not", null))
    .$if(before !== undefined, (q) => q.where("task.id", "<", before ?? ""))
    .orderBy("task.id", "desc")
    .limit(filter.limit + 1)
    .execute();
  return pageOf(
    rows,
    filter.limit,
    ({ id }) => [id],
    (row) => toTask(row, progressOf),
  );
}

/** The waiting task of this kind for a policy on a machine: there is at most one. */
export function waitingTask(db: Db, agentId: string, policyId: string, kind: TaskKind) {
  return db
    .selectFrom("task")
    .select("id")
    .where("agent_id", "=", agentId)
    .where("policy_id", "=", policyId)
    .where("kind", "=", kind)
    .where("finished_at", "is", null)
    .where("status", "in", ["queued", "offered"])
    .executeTakeFirst();
}

/** Machines that wait to work on a repository: whoever leaves it wakes them. */
export async function agentsWaitingFor(db: Db, repositoryId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("task")
    .select("agent_id")
    .distinct()
    .where("repository_id", "=", repositoryId)
    .where("finished_at", "is", null)
    .where("status", "=", "queued")
    .execute();
  return rows.map((row) => row.agent_id);
}

/** Machines with a task whose waiting time is over. */
export async function agentsWithDueTasks(db: Db, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom("task")
    .select("agent_id")
    .distinct()
    .where("finished_at", "is", null)
    .where("status", "in", ["queued", "offered"])
    .where(sql`coalesce(not_before, '')`, "<=", now)
    .execute();
  return rows.map((row) => row.agent_id);
}

function toTask(row: NamedTask, progressOf?: ProgressOf): Task {
  return {
    id: row.id,
    kind: row.kind as TaskKind,
    agentId: row.agent_id,
    hostname: row.hostname,
    policyId: row.policy_id,
    policyName: row.policy_name,
    repositoryId: row.repository_id,
    repositoryName: row.repository_name ?? "(deleted)",
    origin: row.origin as TaskOrigin,
    status: row.status as TaskStatus,
    reason: row.reason,
    attempt: row.attempt,
    slotKey: row.slot_key,
    notBefore: row.not_before,
    lastRunId: row.last_run_id,
    progress: progressOf?.(row.id) ?? null,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
