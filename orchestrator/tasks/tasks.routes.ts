import type { FastifyInstance, FastifyRequest } from "fastify";
import type * as z from "zod";
import type { AuditAction } from "#contract/audit";
import {
  cancelTask as cancelEndpoint,
  createTask,
  getTask,
  listTasks,
  retryTask as retryEndpoint,
  type Task,
} from "#contract/tasks";
import { localAgentId, readAgentRow } from "../agents/agents.store.ts";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError, invalidField, notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import {
  enqueueMaintenance,
  MAINTENANCE_KINDS,
  type MaintenanceKind,
} from "../maintenance/enqueue-maintenance.ts";
import { repositoryFor } from "../repositories/own-repositories.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import { cancelTask } from "./cancel-task.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { retryTask } from "./retry-task.ts";
import type { TaskAdded } from "./task-added.ts";
import { findTasks, readTask, type TaskRow, waitingTask } from "./tasks.store.ts";

type Deps = {
  db: Database;
  now: () => Date;
  progress: LiveProgress;
  taskAdded: TaskAdded;
  taskChanged: (task: TaskRow) => void;
};
type Wanted = z.output<(typeof createTask)["body"]>;

export function taskRoutes(app: FastifyInstance, { db, now, progress, taskAdded, taskChanged }: Deps): void {
  async function view(id: string): Promise<Task> {
    const task = await readTask(db.read, id, progress.get);
    if (task === undefined) throw notFound("task");
    return task;
  }

  const audited = <T>(
    request: FastifyRequest,
    action: AuditAction,
    object: string,
    change: (tx: Tx) => Promise<T>,
  ) =>
    db.write(async (tx) => {
      const value = await change(tx);
      await writeAudit(tx, { at: now(), actor: actorOf(request), action, object });
      return value;
    });

  serve(
    app,
    createTask,
  )(async ({ body }, request, reply) => {
    const made = await audited(
      request,
      "task.create",
      `${body.kind} ${body.policyId ?? body.repositoryId}`,
      (tx) => doNow(tx, body, now()),
    );
    taskAdded(made);
    if (!made.isNew) reply.code(200);
    return view(made.taskId);
  });

  serve(app, listTasks)(async ({ query }) => findTasks(db.read, query, progress.get));

  serve(app, getTask)(async ({ params }) => view(params.id));

  serve(
    app,
    cancelEndpoint,
  )(async ({ params }, request) => {
    const task = await audited(request, "task.cancel", `task ${params.id}`, (tx) =>
      cancelTask(tx, params.id, actorOf(request), now()),
    );
    taskChanged(task);
    return view(params.id);
  });

  serve(
    app,
    retryEndpoint,
  )(async ({ params }, request) => {
    const task = await audited(request, "task.retry", `task ${params.id}`, (tx) => retryTask(tx, params.id));
    taskAdded({ taskId: task.id, agentId: task.agent_id, policyId: task.policy_id });
    return view(params.id);
  });
}

const CONFIRMED: ReadonlySet<string> = new Set(["prune", "unlock", "repair"]);

/** One press of "Back up now" too many changes nothing: the task that waits already is the answer. */
async function doNow(tx: Tx, wanted: Wanted, now: Date) {
  if (wanted.confirm !== undefined && !CONFIRMED.has(wanted.kind))
    throw invalidField("confirm", "only a prune, an unlock or a repair can be confirmed");
  if (wanted.repair !== undefined && wanted.kind !== "repair")
    throw invalidField("repair", "is for a repair only");
  if (isMaintenance(wanted.kind)) {
    const { repositoryId } = await targetOf(tx, wanted);
    return enqueueMaintenance(tx, { ...wanted, kind: wanted.kind, repositoryId, origin: "manual" }, now);
  }
  const agentId = wanted.agentId ?? (await localAgentId(tx));
  if (agentId === null) throw invalidField("agentId", "this install has no machine of its own; name one");
  const agent = await readAgentRow(tx, agentId);
  if (agent === undefined) throw invalidField("agentId", "there is no such machine");
  if (agent.status !== "active")
    throw new DomainError("wrong-state", "This machine is not approved, or was removed.");
  const target = await targetOf(tx, wanted);
  const { policyId } = target;
  const repositoryId = await repositoryFor(tx, target.repositoryId, agentId);
  const waiting = policyId && (await waitingTask(tx, agentId, policyId, wanted.kind));
  if (waiting) {
    // It may wait for conditions, or for its next attempt: neither holds a person back.
    const atOnce = { origin: "manual", not_before: null, reason: null };
    await tx.updateTable("task").set(atOnce).where("id", "=", waiting.id).execute();
    return { taskId: waiting.id, agentId, policyId: policyId ?? null, isNew: false };
  }
  const taskId = await enqueueTask(tx, now, {
    kind: wanted.kind,
    agentId,
    repositoryId,
    origin: "manual",
    spec: {},
    ...(policyId !== undefined && { policyId }),
  });
  return { taskId, agentId, policyId: policyId ?? null, isNew: true };
}

async function targetOf(tx: Tx, { kind, policyId, repositoryId }: Wanted) {
  if (kind === "backup") {
    if (policyId === undefined) throw invalidField("policyId", "a backup follows a policy; name it");
    const policy = await tx
      .selectFrom("policy")
      .select("repository_id")
      .where("id", "=", policyId)
      .executeTakeFirst();
    if (policy === undefined) throw invalidField("policyId", "there is no such policy");
    return { repositoryId: policy.repository_id, policyId };
  }
  if (repositoryId === undefined) throw invalidField("repositoryId", "name the repository");
  const repository = await tx
    .selectFrom("repository")
    .select("id")
    .where("id", "=", repositoryId)
    .executeTakeFirst();
  if (repository === undefined) throw invalidField("repositoryId", "there is no such repository");
  return { repositoryId, policyId: undefined };
}

function isMaintenance(kind: string): kind is MaintenanceKind {
  return MAINTENANCE_KINDS.some((known) => known === kind);
}
