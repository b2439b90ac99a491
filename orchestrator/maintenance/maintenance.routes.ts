import type { FastifyInstance, FastifyReply } from "fastify";
import {
  type ForgetGroup,
  forgetGroup,
  getForgetPlan,
  getRepairPlan,
  listKeys,
  listLocks,
  type PruneOfPolicy,
  previewRetention,
  unlockRepository,
} from "#contract/maintenance";
import { repositoryKey } from "#contract/repository-key";
import { repositoryLock } from "#contract/repository-lock";
import { writeAudit } from "../audit/audit.ts";
import type { Database } from "../db/database.ts";
import { actorOf } from "../http/caller.ts";
import { invalidField, notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { askLines } from "../questions/ask-lines.ts";
import { chooseAgent } from "../questions/choose-agent.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { whenGone } from "../questions/when-gone.ts";
import { accessOf } from "../repositories/open-repository.ts";
import { ownRepositoriesOf } from "../repositories/own-repositories.ts";
import { repositoryRow } from "../repositories/repository-row.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import { readTask } from "../tasks/tasks.store.ts";
import { enqueueMaintenance } from "./enqueue-maintenance.ts";
import { maintenanceAgentOf } from "./maintenance-agent.ts";
import { vouchedSnapshots } from "./maintenance-spec.ts";
import { prunesOf } from "./prune-policies.ts";
import { repairPlanOf } from "./repair-plan.ts";

type Planned = Pick<PruneOfPolicy, "policyId" | "retention" | "hosts">;
type Deps = { db: Database; now: () => Date; seal: Seal; desk: QuestionDesk; taskAdded: TaskAdded };

export function maintenanceRoutes(app: FastifyInstance, { db, now, seal, desk, taskAdded }: Deps): void {
  /** Whom to ask, and about what. */
  async function questionTo(id: string, named: string | undefined, reply: FastifyReply) {
    const row = await repositoryRow(db.read, id);
    const maintainer = await maintenanceAgentOf(db.read, id);
    const agentId = await chooseAgent(db.read, id, named, maintainer?.id);
    return { agentId, repository: accessOf(row, seal), signal: whenGone(reply) };
  }

  async function planOf(to: Awaited<ReturnType<typeof questionTo>>, policies: Planned[]) {
    const vouched = await vouchedSnapshots(db.read, to.repository.id);
    const items: ForgetGroup[] = [];
    for (const { policyId, retention, hosts } of policies) {
      if (Object.keys(retention).length === 0) continue;
      const args = {
        ...{ policyId, retention, hosts: hosts.map(({ host }) => host) },
        ...(vouched && { vouchedSnapshots: vouched }),
      };
      for await (const group of askLines(desk, { ...to, kind: "forget-plan", args }, forgetGroup))
        items.push(group);
    }
    return items;
  }

  serve(
    app,
    listLocks,
  )(async ({ params, query }, _request, reply) => {
    const to = await questionTo(params.id, query.agent, reply);
    const lines = askLines(desk, { ...to, kind: "locks", args: {} }, repositoryLock);
    return { agentId: to.agentId, items: await Array.fromAsync(lines) };
  });

  serve(
    app,
    listKeys,
  )(async ({ params, query }, _request, reply) => {
    const to = await questionTo(params.id, query.agent, reply);
    const lines = askLines(desk, { ...to, kind: "keys", args: {} }, repositoryKey);
    return { agentId: to.agentId, items: await Array.fromAsync(lines) };
  });

  serve(
    app,
    getForgetPlan,
  )(async ({ params, query }, _request, reply) => {
    const to = await questionTo(params.id, undefined, reply);
    const policies = (await prunesOf(db.read, params.id)).filter(
      ({ policyId }) => query.policy === undefined || policyId === query.policy,
    );
    if (query.policy !== undefined && policies.length === 0)
      throw invalidField("policy", "this policy does not back up to this repository");
    return { items: await planOf(to, policies) };
  });

  serve(
    app,
    getRepairPlan,
  )(async ({ params }) => {
    await repositoryRow(db.read, params.id);
    return repairPlanOf(db.read, params.id);
  });

  serve(
    app,
    previewRetention,
  )(async ({ params, body: { retention } }, _request, reply) => {
    const policy = await db.read
      .selectFrom("policy")
      .select("repository_id")
      .where("id", "=", params.id)
      .executeTakeFirst();
    if (policy === undefined) throw notFound("policy");
    const own = await ownRepositoriesOf(db.read, policy.repository_id);
    const items: ForgetGroup[] = [];
    for (const id of own.length === 0 ? [policy.repository_id] : own.map((one) => one.id)) {
      const hosts = (await prunesOf(db.read, id)).find(({ policyId }) => policyId === params.id)?.hosts ?? [];
      if (hosts.length === 0) continue;
      const to = await questionTo(id, undefined, reply);
      items.push(...(await planOf(to, [{ policyId: params.id, retention, hosts }])));
    }
    const sum = (what: "keep" | "remove") => items.reduce((count, group) => count + group[what].length, 0);
    return { items, kept: sum("keep"), removed: sum("remove") };
  });

  serve(
    app,
    unlockRepository,
  )(async ({ params, body }, request, reply) => {
    await repositoryRow(db.read, params.id);
    const made = await db.write(async (tx) => {
      const at = now();
      const { agentId, confirm } = body;
      const wanted = { kind: "unlock", repositoryId: params.id, agentId, confirm, origin: "manual" } as const;
      const enqueued = await enqueueMaintenance(tx, wanted, at);
      await writeAudit(tx, {
        at,
        actor: actorOf(request),
        action: "repository.unlock",
        object: `repository ${params.id}`,
        ...(confirm && { detail: "confirmed" }),
      });
      return enqueued;
    });
    if (made.isNew) taskAdded(made);
    else reply.code(200);
    const task = await readTask(db.read, made.taskId);
    if (task === undefined) throw notFound("task");
    return task;
  });
}
