import { cpSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import type { Call } from "#contract/call";
import { ProblemError } from "#contract/call";
import { periodSeconds } from "#contract/schedule";
import { openOrchestrator } from "../orchestrator-for-tests.ts";
import { type OpenBooks, openBooks } from "./books.ts";
import type { Foundation } from "./foundation.ts";
import { createKnown, lookAtPlan, pairKey } from "./known.ts";
import type { Machine } from "./machine.ts";

export type Answer = { status: number; body?: unknown };
/** What becomes of a request on its way. */
export type Fate = "arrives" | "is lost" | "reply is lost" | "arrives twice";
export type Request = {
  name: string;
  key: string;
  agentId: string;
  proof?: { taskId: string; attempt: number; leaseToken: string };
  send(call: Call): Promise<unknown>;
  /** Writes down what an answer promises, also one that the machine never saw. */
  note?(body: unknown): void;
  /** Once answered with 200, the same again is answered so for ever. */
  isRepeatable?: boolean;
  isBeat?: boolean;
};

const KEPT_REQUESTS = 60;
const GAP_MS = 60_000;

/** The real orchestrator on a copy of the foundation, and what has been promised so far. */
export async function createWorld(folder: string, foundation: Foundation) {
  const logLines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void logLines.push(line) });
  const orchestrator = await openOrchestrator({
    ...{ folder, log, at: foundation.foundedAt },
    prepare: async (dataDir) => cpSync(foundation.dataDir, dataDir, { recursive: true }),
  });
  const { clock } = orchestrator;
  const known = createKnown();
  const machines: Machine[] = foundation.machines.map((machine) => ({
    ...machine,
    offers: new Map(),
    works: new Map(),
  }));
  const sent: Request[] = [];
  const story: string[] = [];
  let life = 0;
  let lastTickMs = clock.ms;
  let books: OpenBooks | undefined;

  for (const secret of foundation.secrets) known.secrets.add(secret);
  const periodMs = periodSeconds(foundation.every) * 1_000;
  for (const { id } of foundation.policies) {
    known.periods.set(id, periodMs);
    for (const { agentId } of machines)
      known.plans.set(pairKey(id, agentId), { periodMs, madeMs: clock.ms, throughMs: clock.ms });
  }

  const world = {
    orchestrator,
    clock,
    known,
    sent,
    logLines,
    story,
    /** How many commands were looked at only in part. */
    commandsSinceAudit: 0,
    machines,
    repositoryIds: foundation.repositoryIds,
    policies: foundation.policies,
    admin: orchestrator.admin,

    async ask(request: Request): Promise<Answer> {
      const before = life;
      const at = new Date(clock.ms).toISOString().slice(5, 19);
      try {
        const body = await request.send(orchestrator.callWith(request.key));
        if (before === life) {
          request.note?.(body);
          known.answered.add(request);
        }
        story.push(`${at} ${request.name}: 200`);
        return { status: 200, body };
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status < 500) {
          story.push(`${at} ${request.name}: ${error.problem.status}`);
          return { status: error.problem.status };
        }
        throw error;
      }
    },

    /** Keeps the request, so that it can come once more later, and sends it as its fate will have it. */
    async submit(request: Request, fate: Fate = "arrives"): Promise<Answer | undefined> {
      sent.push(request);
      if (sent.length > KEPT_REQUESTS) sent.shift();
      if (fate === "is lost") return undefined;
      const answer = await world.ask(request);
      if (fate === "arrives twice") await world.ask(request);
      return fate === "reply is lost" ? undefined : answer;
    },

    async tick(): Promise<void> {
      // After a gap in time nobody is to blame for silence.
      if (clock.ms - lastTickMs > GAP_MS) renewAll();
      lastTickMs = clock.ms;
      lookAtPlan(known, clock.ms);
      await orchestrator.tick();
    },

    get books() {
      books ??= openBooks(join(orchestrator.dataDir, "holdfast.db"));
      return books;
    },

    async restart(meanwhile?: () => void): Promise<void> {
      beginAnew();
      await orchestrator.restart(meanwhile);
    },

    async kill(): Promise<void> {
      beginAnew();
      life += 1;
      await orchestrator.kill();
    },

    async close(): Promise<void> {
      closeBooks();
      await orchestrator.close();
    },
  };

  function closeBooks(): void {
    books?.close();
    books = undefined;
  }

  function beginAnew(): void {
    closeBooks();
    renewAll();
    lookAtPlan(known, clock.ms);
    world.commandsSinceAudit = Number.POSITIVE_INFINITY;
  }

  function renewAll(): void {
    for (const taskId of known.renewedAt.keys()) known.renewedAt.set(taskId, clock.monotonicMs);
  }

  return world;
}

export type World = Awaited<ReturnType<typeof createWorld>>;
