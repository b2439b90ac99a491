import type { FastifyInstance } from "fastify";
import type { AuditAction } from "#contract/audit";
import type { LiveEvent } from "#contract/events";
import { assignLabel, unassignLabel } from "#contract/policies";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { toInstant } from "../ids.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import { assertOwnPolicy } from "../upstream/managed.ts";
import { followLabels, type NewTask } from "./follow-labels.ts";
import { readPolicy } from "./policies.store.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  publish: (event: LiveEvent) => void;
  taskAdded: TaskAdded;
};
type Labelled = { policyId: string; label: string };

export function policyLabelRoutes(app: FastifyInstance, { db, now, seal, publish, taskAdded }: Deps): void {
  serve(
    app,
    assignLabel,
  )(async ({ params }, request, reply) => {
    const labelled = { policyId: params.id, label: params.label };
    const actor = actorOf(request);
    const { isNew, tasks } = await db.write(async (tx) => {
      await assertOwnPolicy(tx, params.id);
      const isNew = await addLabel(tx, labelled, actor, now());
      if (!isNew) return { isNew, tasks: [] };
      await audit(tx, "policy.assign-label", labelled, actor);
      return { isNew, tasks: await followLabels({ tx, seal }, labelled, now()) };
    });
    reply.code(isNew ? 201 : 200);
    tell(params.id, tasks);
    const policy = await readPolicy(db.read, params.id);
    if (policy === undefined) throw notFound("policy");
    return policy;
  });

  serve(
    app,
    unassignLabel,
  )(async ({ params }, request) => {
    const labelled = { policyId: params.id, label: params.label };
    const tasks = await db.write(async (tx) => {
      await removeLabel(tx, labelled);
      await audit(tx, "policy.unassign-label", labelled, actorOf(request));
      return followLabels({ tx, seal }, labelled, now());
    });
    tell(params.id, tasks);
  });

  function audit(
    tx: Tx,
    action: AuditAction,
    { policyId, label }: Labelled,
    actor: string,
  ): Promise<unknown> {
    return writeAudit(tx, { at: now(), actor, action, object: `policy ${policyId} label ${label}` });
  }

  function tell(policyId: string, tasks: NewTask[]): void {
    publish({ type: "policy", policyId });
    for (const task of tasks) {
      taskAdded(task);
      publish({ type: "agent", agentId: task.agentId });
    }
  }
}

async function addLabel(tx: Tx, { policyId, label }: Labelled, actor: string, now: Date): Promise<boolean> {
  const policy = await tx.selectFrom("policy").select("id").where("id", "=", policyId).executeTakeFirst();
  if (policy === undefined) throw notFound("policy");
  const added = await tx
    .insertInto("policy_label")
    .values({ policy_id: policyId, label, assigned_by: actor, created_at: toInstant(now) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

async function removeLabel(tx: Tx, { policyId, label }: Labelled): Promise<void> {
  const gone = await tx
    .deleteFrom("policy_label")
    .where("policy_id", "=", policyId)
    .where("label", "=", label)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound("label of this policy");
}
