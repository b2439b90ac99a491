import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AuditAction } from "#contract/audit";
import type { LiveEvent } from "#contract/events";
import {
  assignPolicy as assignEndpoint,
  createPolicy as createEndpoint,
  deletePolicy as deleteEndpoint,
  duplicatePolicy,
  getPolicy,
  listPolicies,
  listPolicyAgents,
  type Policy,
  replacePolicy as replaceEndpoint,
  unassignPolicy as unassignEndpoint,
} from "#contract/policies";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Db } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { notFound } from "../http/errors.ts";
import { ifMatch } from "../http/etag.ts";
import { serve } from "../http/serve.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import { assertOwnPolicy } from "../upstream/managed.ts";
import { assignPolicy, meetRepository, unassignPolicy } from "./assign-policy.ts";
import { findAssignment, findAssignments } from "./assignments.store.ts";
import { copyOf } from "./copy-policy.ts";
import { assertNotByLabel } from "./follow-labels.ts";
import { findPolicies, readPolicy } from "./policies.store.ts";
import { createPolicy, deletePolicy, replacePolicy } from "./save-policy.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  publish: (event: LiveEvent) => void;
  taskAdded: TaskAdded;
};

export function policyRoutes(app: FastifyInstance, { db, now, seal, publish, taskAdded }: Deps): void {
  const audited = <T>(
    request: FastifyRequest,
    action: AuditAction,
    change: (tx: Parameters<typeof writeAudit>[0]) => Promise<[value: T, object: string, name?: string]>,
  ) =>
    db.write(async (tx) => {
      const [value, object, detail] = await change(tx);
      const entry = { at: now(), actor: actorOf(request), action, object };
      await writeAudit(tx, { ...entry, ...(detail !== undefined && { detail }) });
      return value;
    });

  async function shown(id: string, reply: FastifyReply): Promise<Policy> {
    const policy = await existing(db.read, id);
    reply.header("etag", `"${policy.revision}"`);
    return policy;
  }

  serve(app, listPolicies)(async ({ query }) => findPolicies(db.read, query));

  serve(
    app,
    createEndpoint,
  )(async ({ body }, request, reply) => {
    const id = await audited(request, "policy.create", async (tx) => {
      const created = await createPolicy(tx, body, now());
      return [created, `policy ${created}`, body.name];
    });
    publish({ type: "policy", policyId: id });
    return shown(id, reply);
  });

  serve(app, getPolicy)(async ({ params }, _request, reply) => shown(params.id, reply));

  serve(
    app,
    replaceEndpoint,
  )(async ({ params, body }, request, reply) => {
    const tasks = await audited(request, "policy.change", async (tx) => {
      await replacePolicy(tx, params.id, body, ifMatch(request), now());
      return [await meetRepository({ tx, seal }, params.id, now()), `policy ${params.id}`, body.name];
    });
    for (const task of tasks) taskAdded(task);
    publish({ type: "policy", policyId: params.id });
    return shown(params.id, reply);
  });

  serve(
    app,
    deleteEndpoint,
  )(async ({ params }, request) => {
    await audited(request, "policy.delete", async (tx) => {
      const name = await deletePolicy(tx, params.id, ifMatch(request));
      return [undefined, `policy ${params.id}`, name];
    });
    publish({ type: "policy", policyId: params.id });
  });

  serve(
    app,
    duplicatePolicy,
  )(async ({ params }, request, reply) => {
    const id = await audited(request, "policy.duplicate", async (tx) => {
      const created = await createPolicy(tx, await copyOf(tx, params.id), now());
      return [created, `policy ${created}`];
    });
    publish({ type: "policy", policyId: id });
    return shown(id, reply);
  });

  serve(
    app,
    listPolicyAgents,
  )(async ({ params, query }) => {
    await existing(db.read, params.id);
    return findAssignments(db.read, params.id, query, now());
  });

  serve(
    app,
    assignEndpoint,
  )(async ({ params }, request, reply) => {
    const pair = { policyId: params.id, agentId: params.agentId };
    const done = await audited(request, "policy.assign", async (tx) => {
      await assertOwnPolicy(tx, params.id);
      return [
        await assignPolicy({ tx, seal }, pair, { actor: actorOf(request), byLabel: null }, now()),
        `policy ${params.id} agent ${params.agentId}`,
      ];
    });
    reply.code(done.isNew ? 201 : 200);
    if (done.initTaskId !== undefined)
      taskAdded({ taskId: done.initTaskId, agentId: params.agentId, policyId: null });
    publish({ type: "policy", policyId: params.id });
    publish({ type: "agent", agentId: params.agentId });
    const assignment = await findAssignment(db.read, pair, now());
    if (assignment === undefined) throw notFound("assignment");
    return assignment;
  });

  serve(
    app,
    unassignEndpoint,
  )(async ({ params }, request) => {
    await audited(request, "policy.unassign", async (tx) => {
      const pair = { policyId: params.id, agentId: params.agentId };
      await assertOwnPolicy(tx, params.id);
      await assertNotByLabel(tx, pair);
      await unassignPolicy(tx, pair, now());
      return [undefined, `policy ${params.id} agent ${params.agentId}`];
    });
    publish({ type: "policy", policyId: params.id });
    publish({ type: "agent", agentId: params.agentId });
  });
}

async function existing(db: Db, id: string): Promise<Policy> {
  const policy = await readPolicy(db, id);
  if (policy === undefined) throw notFound("policy");
  return policy;
}
