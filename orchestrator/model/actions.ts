import { removeAgent } from "#contract/agents";
import { ProblemError } from "#contract/call";
import type { RunReport } from "#contract/outcome";
import { assignPolicy, replacePolicy, unassignPolicy } from "#contract/policies";
import { periodSeconds } from "#contract/schedule";
import type { TaskOffer } from "#contract/task";
import { cancelTask, createTask, retryTask } from "#contract/tasks";
import { findStaleEffect, isStale } from "./audit-stale.ts";
import { enrolMachine } from "./enrol-machine.ts";
import { attemptKey, lookAtPlan, pairKey } from "./known.ts";
import { crash, disownAll, type Machine, nth, type Work } from "./machine.ts";
import { protocolOf } from "./protocol.ts";
import type { Answer, Fate, Request, World } from "./world.ts";

/** What people and machines do to the orchestrator; refusals (4xx) are part of life, anything else is thrown. */
export function actionsIn(world: World) {
  const { known, clock, admin } = world;
  const protocol = protocolOf(world);

  async function tryTo<T>(change: Promise<T>): Promise<T | undefined> {
    try {
      return await change;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status < 500) return undefined;
      throw error;
    }
  }

  async function submit(machine: Machine, request: Request, fate: Fate): Promise<Answer | undefined> {
    const stale = isStale(world.books, request);
    // So that nothing is due, and only the request itself can change anything.
    if (stale) await world.tick();
    const before = stale ? world.books.readAll() : undefined;
    const answer = await world.submit(request, fate);
    if (before !== undefined) findStaleEffect(request.name, before, world.books.readAll());
    if (machine.isRevoked && answer !== undefined && answer.status !== 401)
      throw new Error(`6: a revoked key was answered with ${answer.status}`);
    return answer;
  }

  async function register(machine: Machine): Promise<void> {
    const formerKey = machine.key;
    for (const secret of await enrolMachine(world.orchestrator, machine)) known.secrets.add(secret);
    known.deadKeys.add(formerKey);
  }

  function drop(machine: Machine, { offer }: Work): void {
    machine.works.delete(offer.taskId);
  }

  return {
    register,

    async revoke(machine: Machine): Promise<void> {
      if (machine.isRevoked) return;
      lookAtPlan(known, clock.ms, (pair) => pair.endsWith(machine.agentId));
      await admin(removeAgent, { params: { id: machine.agentId } });
      for (const { id } of world.policies) known.plans.delete(pairKey(id, machine.agentId));
      known.deadKeys.add(machine.key);
      machine.isRevoked = true;
    },

    async assign(policyId: string, { agentId }: Machine): Promise<void> {
      const done = await tryTo(admin(assignPolicy, { params: { id: policyId, agentId } }));
      const pair = pairKey(policyId, agentId);
      if (done === undefined || known.plans.has(pair)) return;
      const periodMs = known.periods.get(policyId);
      known.plans.set(pair, { periodMs, madeMs: clock.ms, throughMs: clock.ms });
    },

    async unassign(policyId: string, { agentId }: Machine): Promise<void> {
      const pair = pairKey(policyId, agentId);
      if (known.plans.has(pair)) lookAtPlan(known, clock.ms, (one) => one === pair);
      await tryTo(admin(unassignPolicy, { params: { id: policyId, agentId } }));
      known.plans.delete(pair);
    },

    async edit(
      policyId: string,
      every: string | undefined,
      enabled: boolean,
      catchUp: boolean,
    ): Promise<void> {
      const draft = world.policies.find(({ id }) => id === policyId)?.draft;
      if (draft === undefined) throw new Error(`there is no policy ${policyId}`);
      const backup = every === undefined ? {} : { backup: { every, catchUp } };
      lookAtPlan(known, clock.ms, (pair) => pair.startsWith(policyId));
      await admin(replacePolicy, {
        params: { id: policyId },
        body: { ...draft, enabled, schedules: backup },
      });
      const periodMs = enabled && every !== undefined ? periodSeconds(every) * 1_000 : undefined;
      known.periods.set(policyId, periodMs);
      for (const [pair, plan] of known.plans) {
        if (pair.startsWith(policyId)) Object.assign(plan, { periodMs, throughMs: clock.ms });
      }
    },

    async runNow(policyId: string, { agentId }: Machine): Promise<void> {
      await tryTo(admin(createTask, { body: { kind: "backup", policyId, agentId } }));
    },
    async initNow(repositoryId: string, { agentId }: Machine): Promise<void> {
      await tryTo(admin(createTask, { body: { kind: "init", repositoryId, agentId } }));
    },

    async cancel(n: number): Promise<void> {
      const task = someTask(n, (one) => one.finished_at === null);
      if (task !== undefined) await tryTo(admin(cancelTask, { params: { id: task.id } }));
    },
    async retry(n: number): Promise<void> {
      const task = someTask(n);
      if (task === undefined) return;
      const again = await tryTo(admin(retryTask, { params: { id: task.id } }));
      if (again !== undefined && task.finished_at !== null) known.redriven.add(task.id);
    },

    async poll(machine: Machine, fate: Fate): Promise<void> {
      const answer = await submit(machine, protocol.poll(machine), fate);
      const { tasks = [] } = (answer?.body ?? {}) as { tasks?: TaskOffer[] };
      for (const offer of tasks) {
        const owner = world.books.task(offer.taskId)?.agent_id;
        if (owner !== machine.agentId)
          throw new Error(`6: ${machine.hostname} is offered a task of ${owner}`);
        refuseDouble(machine, offer);
        machine.offers.set(offer.taskId, offer);
      }
    },

    async acknowledge(machine: Machine, offer: TaskOffer, fate: Fate): Promise<void> {
      const answer = await submit(machine, protocol.acknowledge(machine, offer), fate);
      if (answer === undefined) return;
      machine.offers.delete(offer.taskId);
      if (answer.status !== 200) return;
      machine.works.set(offer.taskId, { offer, chunks: 0, heardAt: clock.monotonicMs, disowned: false });
    },

    async progress(machine: Machine, work: Work, fate: Fate): Promise<void> {
      const answer = await submit(machine, protocol.progress(machine, work), fate);
      if (answer?.status === 200) work.heardAt = clock.monotonicMs;
      else if (answer !== undefined) drop(machine, work);
    },

    async log(machine: Machine, work: Work, seq: number, fate: Fate): Promise<void> {
      const answer = await submit(machine, protocol.log(machine, work, seq), fate);
      const { nextSeq } = (answer?.body ?? {}) as { nextSeq?: number };
      if (nextSeq !== undefined) Object.assign(work, { chunks: nextSeq, heardAt: clock.monotonicMs });
      else if (answer !== undefined) drop(machine, work);
    },

    async report(machine: Machine, work: Work, report: RunReport, fate: Fate): Promise<void> {
      work.disowned = true;
      const answer = await submit(machine, protocol.report(machine, work.offer, report), fate);
      if (answer !== undefined) drop(machine, work);
    },

    async beat(machine: Machine, isTrue: boolean, fate: Fate): Promise<void> {
      const works = [...machine.works.values()];
      const answer = await submit(
        machine,
        protocol.beat(machine, isTrue ? works.map((one) => one.offer) : []),
        fate,
      );
      for (const work of works) {
        if (!isTrue) work.disowned = true;
        else if (answer !== undefined) work.heardAt = clock.monotonicMs;
      }
    },

    /** An old request comes once more, as a network may repeat it. */
    async repeat(request: Request): Promise<void> {
      const wasAnswered = known.answered.has(request);
      const owner = world.machines.find((machine) => machine.key === request.key);
      // Held up on its way, and perhaps by no newer one overtaken: it is believed, however late it comes.
      if (request.isBeat && !wasAnswered) disownAll(owner);
      const answer = await submit({ isRevoked: owner?.isRevoked ?? true } as Machine, request, "arrives");
      if (known.deadKeys.has(request.key)) {
        if (answer?.status !== 401) throw new Error(`6: the old key of “${request.name}” still works`);
      } else if (wasAnswered && request.isRepeatable && answer?.status !== 200)
        throw new Error(`1: “${request.name}” was accepted and is refused with ${answer?.status} now`);
    },

    /** One machine asks with its own key for what is another's. */
    async snoop(machine: Machine, other: Machine): Promise<void> {
      if (machine === other) return;
      const answer = await world.ask({ ...protocol.poll(other), key: machine.key });
      if (answer.status !== (machine.isRevoked ? 401 : 404))
        throw new Error(`6: ${machine.hostname} polls as ${other.hostname} and gets ${answer.status}`);
    },

    crash: (machine: Machine) => crash(machine, clock.monotonicMs),
  };

  /** A machine that works on something, and says so, gets no second task for the same work. */
  function refuseDouble(machine: Machine, offer: TaskOffer): void {
    for (const { offer: held, heardAt, disowned } of machine.works.values()) {
      const isSame =
        held.kind === offer.kind && held.policyId === offer.policyId && held.policyId !== undefined;
      const isFresh = clock.monotonicMs - heardAt < 2 * 3_600_000;
      if (isSame && isFresh && !disowned)
        throw new Error(
          `2: ${attemptKey(offer.taskId, offer.attempt)} was offered while ${attemptKey(held.taskId, held.attempt)} is at work`,
        );
    }
  }

  function someTask(n: number, isMeant: (task: { finished_at: string | null }) => boolean = () => true) {
    return nth(world.books.tasks().filter(isMeant), n);
  }
}

export type Actions = ReturnType<typeof actionsIn>;
