import type { FastifyBaseLogger } from "fastify";
import { heartbeat, pollTasks, registerAgent } from "#contract/agent-protocol";
import { listAgentPolicies } from "#contract/agents";
import { ProblemError } from "#contract/call";
import type { Reply } from "#contract/endpoint";
import type { FleetSummary } from "#contract/fleet";
import type { TaskOffer } from "#contract/task";
import { readAgentRow } from "../agents/agents.store.ts";
import type { Db } from "../db/database.ts";
import type { Row } from "../db/tables.ts";
import type { Publish } from "../events/live-events.ts";
import { toInstant } from "../ids.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import { passQuestionOn } from "./answer-question.ts";
import { applyPolicies } from "./apply-policies.ts";
import { isSettled } from "./client.ts";
import { composeHeartbeat } from "./compose-heartbeat.ts";
import { type DeliveryDeps, deliverAttempt, giveUpAttempt, takeIn } from "./deliver-attempt.ts";
import { deliverReport, openReports, refuseReport } from "./deliver-report.ts";
import type { Session } from "./follower.ts";
import { registrationOf } from "./join-upstream.ts";
import { summarizeFleet } from "./summarize-fleet.ts";
import { noteOffer } from "./take-offer.ts";
import { changeUpstream, followedUpstream } from "./upstream.store.ts";
import { openAttempts } from "./upstream-tasks.store.ts";

type Deps = DeliveryDeps & {
  desk: QuestionDesk;
  events: { publish: Publish };
  log: FastifyBaseLogger;
  /** It is to be looked for at other addresses from now on. */
  moved: () => void;
};

/** So many attempts at once are asked for; the local agent has as many places. */
const PLACES = 2;
const MOST_ADDRESSES = 8;
const FLEET_EVERY_MS = 60_000;

/** What is done towards the followed orchestrator, one request after the other; each may be repeated, and rejects where it does not answer. */
export function createRounds(deps: Deps) {
  const { db, seal, now, contact } = deps;
  let fleet: { at: Date; summary: FleetSummary | undefined } | undefined;

  /** Says who this machine is, with its key; a copy of another machine hears of its own id. */
  async function introduce({ client, localAgentId, signal }: Session): Promise<void> {
    const machine = await readAgentRow(db.read, localAgentId);
    const upstream = await followedUpstream(db.read);
    if (machine === undefined || upstream === undefined) return;
    const reply = await client.call(signal)(registerAgent, {
      body: registrationOf(machine, upstream.machine_id),
    });
    contact.isWaitingForApproval(reply.status === "pending");
    await db.write((tx) =>
      changeUpstream(tx, {
        status: reply.status,
        ...(reply.machineId !== undefined && { machine_id: reply.machineId }),
        ...(reply.orchestratorName !== undefined && { name: reply.orchestratorName }),
      }),
    );
  }

  async function fleetNow(): Promise<FleetSummary | undefined> {
    const at = now();
    if (fleet === undefined || Math.abs(at.getTime() - fleet.at.getTime()) >= FLEET_EVERY_MS)
      fleet = { at, summary: await summarizeFleet(db.read, at) };
    return fleet.summary;
  }

  async function beat(session: Session): Promise<Reply<typeof heartbeat> | undefined> {
    const { client, localAgentId, signal } = session;
    const machine = await readAgentRow(db.read, localAgentId);
    if (machine === undefined) return undefined;
    const body = await composeHeartbeat(db.read, machine, await fleetNow(), now());
    const reply = await client.call(signal)(heartbeat, { params: { id: client.agentId }, body });
    await db.write((tx) =>
      changeUpstream(tx, {
        last_contact_at: toInstant(contact.lastAt() ?? now()),
        ...(reply.status !== undefined && { status: reply.status }),
      }),
    );
    contact.isWaitingForApproval(reply.status === "pending");
    for (const taskId of reply.cancel) await deps.cancel(taskId);
    if (await keepAddresses(reply.addresses ?? [])) deps.moved();
    const known = await followedUpstream(db.read);
    // Until somebody there has let this machine in, it goes on with what it was given before.
    if (reply.status !== "pending" && known?.policy_revision !== reply.policyRevision)
      await readPolicies(session);
    return reply;
  }

  /** Where it is found now goes first; where it was found before may be right again. Returns whether that is news. */
  async function keepAddresses(told: string[]): Promise<boolean> {
    const upstream = await followedUpstream(db.read);
    if (upstream === undefined || told.length === 0) return false;
    const known = JSON.parse(upstream.addresses_json) as string[];
    const addresses_json = JSON.stringify([...new Set([...told, ...known])].slice(0, MOST_ADDRESSES));
    if (addresses_json === upstream.addresses_json) return false;
    await db.write((tx) => changeUpstream(tx, { addresses_json }));
    return true;
  }

  async function readPolicies({ client, localAgentId, signal }: Session): Promise<void> {
    const upstream = await followedUpstream(db.read);
    if (upstream === undefined) return;
    const revision = upstream.policy_revision;
    const headers: Record<string, string> = revision === null ? {} : { "if-none-match": `"${revision}"` };
    try {
      const assigned = await client.call(signal)(
        listAgentPolicies,
        { params: { id: client.agentId } },
        { headers },
      );
      await db.write((tx) => applyPolicies({ tx, seal, upstream, localAgentId, now: now() }, assigned));
      for (const { id } of assigned.policies) deps.events.publish({ type: "policy", policyId: id });
      deps.events.publish({ type: "agent", agentId: localAgentId });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 304) throw error;
    }
  }

  /** What is under way or has ended here goes there, each on its own: one that is refused holds up no other. */
  async function deliver({ client, localAgentId, upstream, signal }: Session): Promise<void> {
    const to = { call: client.call(signal), agentId: client.agentId };
    const local = { agentId: localAgentId, managedBy: upstream.name };
    const open = await openAttempts(db.read);
    const ends = await Promise.allSettled(
      open.map(async (row) => {
        try {
          await deliverAttempt(deps, to, row, local);
        } catch (error) {
          if (error instanceof ProblemError && isSettled(error)) await giveUpAttempt(deps, row, error);
          else {
            if (contact.isAway()) await takeIn(deps, row, local);
            throw error;
          }
        }
      }),
    );
    throwFirst(ends);
  }

  /** Before new work is taken: what this machine did on its own while nobody answered. */
  async function report({ client, signal }: Session): Promise<void> {
    const to = { call: client.call(signal), agentId: client.agentId };
    for (const row of await openReports(db.read)) {
      try {
        await deliverReport(db, to, row);
      } catch (error) {
        await keepOrDrop(row, error);
      }
    }
  }

  async function keepOrDrop(row: Row<"upstream_report">, error: unknown): Promise<void> {
    if (!(error instanceof ProblemError)) throw error;
    // Its policy is not assigned there: set up again from before it was. It can be told once it is again.
    if (error.problem.status === 403) return;
    if (!isRefusal(error)) throw error;
    deps.log.warn({ err: error, taskId: row.task_id }, "a run of this machine was not wanted there");
    await refuseReport(db, row, await lastRunOf(row.task_id));
  }

  async function lastRunOf(taskId: string): Promise<string | null> {
    const task = await db.read
      .selectFrom("task")
      .select("last_run_id")
      .where("id", "=", taskId)
      .executeTakeFirst();
    return task?.last_run_id ?? null;
  }

  async function freePlaces(): Promise<number> {
    return Math.max(0, PLACES - (await openAttempts(db.read)).length);
  }

  /** Returns whether anything came. */
  async function poll(
    session: Session,
    waitSeconds: number,
    limit: number,
    cut: globalThis.AbortSignal = session.signal,
  ): Promise<boolean> {
    const { client, localAgentId, signal } = session;
    const reply = await client.call(AbortSignal.any([signal, cut]), waitSeconds * 1_000)(pollTasks, {
      params: { id: client.agentId },
      query: { wait: waitSeconds, limit },
    });
    for (const question of reply.questions) {
      void passQuestionOn({ ...deps, signal }, client, localAgentId, question);
    }
    for (const taskId of reply.cancel) await deps.cancel(taskId);
    if (reply.tasks.length > 0) {
      await db.write(async (tx) => {
        for (const offer of reply.tasks) await noteOffer({ tx, seal, now: now() }, offer);
      });
      // Assigned since the last heartbeat: were the orchestrator away from now on, nobody here would cover it.
      if (await isOfNewPolicy(db.read, reply.tasks)) await readPolicies(session);
    }
    return reply.tasks.length + reply.questions.length > 0;
  }

  return {
    introduce,
    keepAddresses,
    beat,
    deliver,
    report,
    poll,
    freePlaces,
    /** All of it once, in the order that loses nothing. */
    async once(session: Session): Promise<void> {
      await report(session);
      await beat(session);
      await deliver(session);
      if (await poll(session, 0, await freePlaces())) await deliver(session);
    },
  };
}

export type Rounds = ReturnType<typeof createRounds>;

/** It will not be taken however often it is sent. */
function isRefusal({ problem }: ProblemError): boolean {
  return [400, 404, 409, 410, 413, 422].includes(problem.status);
}

async function isOfNewPolicy(db: Db, offers: TaskOffer[]): Promise<boolean> {
  const ids = [...new Set(offers.flatMap(({ policyId }) => policyId ?? []))];
  if (ids.length === 0) return false;
  const known = await db.selectFrom("policy").select("id").where("id", "in", ids).execute();
  return known.length < ids.length;
}

function throwFirst(ends: PromiseSettledResult<void>[]): void {
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
