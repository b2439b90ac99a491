import type { FastifyInstance } from "fastify";
import { heartbeat, leaveOrchestrator, registerAgent as registerEndpoint } from "#contract/agent-protocol";
import { listAgentPolicies } from "#contract/agents";
import type { ReplyInput } from "#contract/endpoint";
import { PROTOCOL_VERSION } from "#contract/version";
import { createThrottle } from "../auth/throttle.ts";
import type { Database } from "../db/database.ts";
import type { Publish } from "../events/live-events.ts";
import { notFound } from "../http/errors.ts";
import { serve, serveOften } from "../http/serve.ts";
import { toInstant } from "../ids.ts";
import type { Lan } from "../lan/lan.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { followLabels } from "../policies/follow-labels.ts";
import type { ReportedPower } from "../power/reported-power.ts";
import { createRepositoryRevision } from "../repositories/repository-revision.ts";
import type { Seal } from "../secrets/seal.ts";
import { orchestratorName } from "../settings/orchestrator-name.ts";
import type { AtWork } from "../tasks/at-work.ts";
import type { Leases } from "../tasks/leases.ts";
import type { OpenWorks } from "../tasks/open-work.ts";
import type { TaskAdded } from "../tasks/task-added.ts";
import type { TaskRow } from "../tasks/tasks.store.ts";
import { whenKnown } from "../when-known.ts";
import { agentPolicies } from "./agent-policies.ts";
import { readAgentRow } from "./agents.store.ts";
import { type Beaten, takeHeartbeat } from "./heartbeat.ts";
import type { NewestFacts } from "./newest-facts.ts";
import { HEARTBEAT_INTERVAL_SECONDS, type Presence } from "./presence.ts";
import { registerAgent } from "./register-agent.ts";
import { revokeAgent } from "./revoke-agent.ts";
import type { Roster } from "./roster.ts";

type Deps = {
  db: Database;
  now: () => Date;
  seal: Seal;
  roster: Roster;
  newestFacts: NewestFacts;
  openWork: OpenWorks;
  presence: Presence;
  leases: Leases;
  atWork: AtWork;
  publish: Publish;
  metrics: Metrics;
  appVersion: string;
  lan: Pick<Lan, "recentAddresses">;
  taskAdded: TaskAdded;
  taskChanged: (task: TaskRow) => void;
  reportedPower: ReportedPower;
  pollWaitSeconds: number | undefined;
};

export function agentProtocolRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now, seal, presence, publish, metrics } = deps;
  const throttle = createThrottle(now);
  const repositoryRevision = createRepositoryRevision(db);

  serve(
    app,
    registerEndpoint,
  )(async ({ body }, request, reply) => {
    const isTry = request.caller.kind === "unknown-bearer" && request.protocol === "https";
    if (isTry) throttle.check(request.ip);
    const outcome = await db
      .write(async (tx) => {
        const registered = await registerAgent({ tx, seal }, request.caller, body, now());
        return {
          ...registered,
          tasks: await followLabels({ tx, seal }, { agentId: registered.agent.id }, now()),
        };
      })
      .catch((error: unknown) => {
        metrics.registrations.inc({ result: "refused" });
        request.log.warn({ hostname: body.hostname }, "registration refused");
        // Counted after the fact: a fleet behind one address joins at once with codes that are right.
        if (isTry) throttle.failed(request.ip);
        throw error;
      });
    const { agent, agentKey, isNew, tasks } = outcome;
    for (const task of tasks) deps.taskAdded(task);
    presence.heard(agent.id);
    metrics.registrations.inc({ result: isNew ? "new" : "known" });
    request.log.info(
      { agentId: agent.id, hostname: agent.hostname, status: agent.status, isNew },
      "agent registered",
    );
    publish({ type: "agent", agentId: agent.id });
    reply.code(isNew ? 201 : 200);
    return {
      agentId: agent.id,
      ...(agentKey !== undefined && { agentKey }),
      status: agent.status === "pending" ? "pending" : "active",
      heartbeatIntervalSeconds: HEARTBEAT_INTERVAL_SECONDS,
      protocolVersion: PROTOCOL_VERSION,
      orchestratorName: await orchestratorName(db.read),
      machineId: agent.machine_id,
    };
  });

  serve(
    app,
    leaveOrchestrator,
  )(async ({ params }, request) => {
    const { hostname = "the machine" } = (await readAgentRow(db.read, params.id)) ?? {};
    await db.write((tx) => revokeAgent(tx, params.id, hostname, now(), "The machine left by itself."));
    request.log.info({ agentId: params.id }, "agent left");
    publish({ type: "agent", agentId: params.id });
  });

  serveOften(
    app,
    heartbeat,
  )(({ params, body }, request) => {
    const beaten = takeHeartbeat(deps, params.id, body);
    return whenKnown(beaten, (taken) => {
      request.log.debug({ agentId: params.id, running: body.running.length }, "heartbeat");
      tellOf(params.id, taken);
      return whenKnown(repositoryRevision(), (revision) => answerTo(taken, revision));
    });
  });

  function tellOf(agentId: string, { cameOnline, lost }: Beaten): void {
    metrics.heartbeats.inc();
    if (cameOnline) publish({ type: "agent", agentId });
    for (const task of lost) {
      metrics.runs.inc({ kind: task.kind, outcome: "lost" });
      deps.taskChanged(task);
    }
  }

  function answerTo({ agent, cancel }: Beaten, revision: number): ReplyInput<typeof heartbeat> {
    return {
      serverTime: toInstant(now()),
      heartbeatIntervalSeconds: HEARTBEAT_INTERVAL_SECONDS,
      cancel,
      policyRevision: agent.policy_revision,
      repositoryRevision: revision,
      status: agent.status === "pending" ? "pending" : "active",
      addresses: deps.lan.recentAddresses(),
      ...(deps.pollWaitSeconds !== undefined && { pollWaitSeconds: deps.pollWaitSeconds }),
    };
  }

  serve(
    app,
    listAgentPolicies,
  )(async ({ params }, request, reply) => {
    const agent = await readAgentRow(db.read, params.id);
    if (agent === undefined) throw notFound("machine");
    const isItself = request.caller.kind === "agent" && agent.status === "active";
    const answer = await agentPolicies(db.read, seal, params.id, isItself, now());
    const etag = `"${answer.revision}"`;
    reply.header("etag", etag);
    if (request.headers["if-none-match"] === etag) reply.code(304);
    return answer;
  });
}
