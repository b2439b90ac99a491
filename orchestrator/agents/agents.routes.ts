import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  type Agent,
  approveAgent as approveEndpoint,
  type Diagnosis,
  diagnoseAgent,
  diagnosis,
  getAgent,
  listAgentEvents,
  listAgentSamples,
  listAgents,
  listAgentTasks,
  pauseAgent as pauseEndpoint,
  removeAgent,
  resumeAgent as resumeEndpoint,
  updateAgent,
} from "#contract/agents";
import type { AuditAction } from "#contract/audit";
import { reportStolen } from "#contract/stolen";
import { writeAudit } from "../audit/audit.ts";
import type { Database, Tx } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { actorOf } from "../http/caller.ts";
import { DomainError, notFound } from "../http/errors.ts";
import { serve } from "../http/serve.ts";
import { followLabels } from "../policies/follow-labels.ts";
import { askLines } from "../questions/ask-lines.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { LiveProgress } from "../runs/live-progress.ts";
import type { Seal } from "../secrets/seal.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import { findTasks } from "../tasks/tasks.store.ts";
import { findAgentEvents, readAgentRow } from "./agents.store.ts";
import { approveAgent } from "./approve-agent.ts";
import { findAgents } from "./find-agents.ts";
import type { NewestFacts } from "./newest-facts.ts";
import { pauseAgent, resumeAgent } from "./pause-agent.ts";
import { revokeAgent } from "./revoke-agent.ts";
import { samplesOf } from "./samples.ts";
import { shutOutStolen } from "./stolen.ts";
import { viewAgents } from "./view-agents.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  newestFacts: NewestFacts;
  publish: Publish;
  desk: QuestionDesk;
  progress: LiveProgress;
  wake: (agentId: string) => void;
  taskAdded: TaskAdded;
};

export function agentRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, seal, newestFacts, publish, desk, progress, wake, taskAdded } = deps;

  async function view(id: string): Promise<Agent> {
    const row = await readAgentRow(db.read, id);
    const [agent] = row === undefined ? [] : await viewAgents(db.read, [newestFacts.over(row)], now());
    if (agent === undefined) throw notFound("machine");
    return agent;
  }

  const audited = <T>(
    request: FastifyRequest,
    action: AuditAction,
    id: string,
    change: (tx: Tx) => Promise<T>,
  ) =>
    db.write(async (tx) => {
      const value = await change(tx);
      await writeAudit(tx, { at: now(), actor: actorOf(request), action, object: `agent ${id}` });
      return value;
    });

  serve(app, listAgents)(async ({ query }) => findAgents(db.read, newestFacts, query, now()));

  serve(app, getAgent)(async ({ params }) => view(params.id));

  serve(
    app,
    updateAgent,
  )(async ({ params, body }, request) => {
    const labels_json = JSON.stringify([...new Set(body.labels)]);
    const tasks = await audited(request, "agent.labels", params.id, async (tx) => {
      await tx.updateTable("agent").set({ labels_json }).where("id", "=", params.id).execute();
      return followLabels({ tx, seal }, { agentId: params.id }, now());
    });
    for (const task of tasks) taskAdded(task);
    publish({ type: "agent", agentId: params.id });
    return view(params.id);
  });

  serve(
    app,
    removeAgent,
  )(async ({ params }, request) => {
    await audited(request, "agent.remove", params.id, (tx) =>
      revokeAgent(tx, params.id, actorOf(request), now()),
    );
    // Its open poll finds the key dead and ends.
    wake(params.id);
    publish({ type: "agent", agentId: params.id });
  });

  serve(
    app,
    reportStolen,
  )(async ({ params }, request) => {
    const report = await audited(request, "agent.stolen", params.id, (tx) =>
      shutOutStolen(tx, params.id, actorOf(request), now()),
    );
    wake(params.id);
    publish({ type: "agent", agentId: params.id });
    return report;
  });

  serve(
    app,
    approveEndpoint,
  )(async ({ params, body }, request) => {
    const tasks = await audited(request, "agent.approve", params.id, async (tx) => {
      await approveAgent(tx, params.id, body.sameMachine, actorOf(request), now());
      return followLabels({ tx, seal }, { agentId: params.id }, now());
    });
    for (const task of tasks) taskAdded(task);
    wake(params.id);
    publish({ type: "agent", agentId: params.id });
    return view(params.id);
  });

  serve(
    app,
    pauseEndpoint,
  )(async ({ params, body }, request) => {
    await audited(request, "agent.pause", params.id, (tx) =>
      pauseAgent(tx, params.id, body.until, actorOf(request), now()),
    );
    publish({ type: "agent", agentId: params.id });
    return view(params.id);
  });

  serve(
    app,
    resumeEndpoint,
  )(async ({ params }, request) => {
    await audited(request, "agent.resume", params.id, (tx) =>
      resumeAgent(tx, params.id, actorOf(request), now()),
    );
    wake(params.id);
    publish({ type: "agent", agentId: params.id });
    return view(params.id);
  });

  serve(
    app,
    listAgentSamples,
  )(async ({ params, query }) => {
    await view(params.id);
    return { items: await samplesOf(db.read, params.id, query.from) };
  });

  serve(
    app,
    listAgentEvents,
  )(async ({ params, query }) => {
    await view(params.id);
    return findAgentEvents(db.read, params.id, query);
  });

  serve(
    app,
    diagnoseAgent,
  )(async ({ params }) => {
    const agent = await view(params.id);
    if (agent.reachability !== "online") {
      throw new DomainError(
        "machine-did-not-answer",
        `${agent.hostname} is offline. Start it, then ask again.`,
      );
    }
    const question = { agentId: params.id, kind: "diagnose" as const, args: {} };
    const checks: Diagnosis["checks"] = [];
    for await (const part of askLines(desk, question, diagnosis)) checks.push(...part.checks);
    return { checks };
  });

  serve(
    app,
    listAgentTasks,
  )(async ({ params }) => {
    await view(params.id);
    const { items } = await findTasks(db.read, { agent: params.id, open: true, limit: 200 }, progress.get);
    return { items };
  });
}
