import { join } from "node:path";
import { pino } from "pino";
import type { Call } from "#contract/call";
import { ProblemError } from "#contract/call";
import { createPolicy } from "#contract/policies";
import { createRepository } from "#contract/repositories";
import { openOrchestrator } from "../orchestrator-for-tests.ts";
import { openBooks } from "./books.ts";
import { createKnown, lookAtPlan } from "./known.ts";
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

/** The real orchestrator with two repositories and two policies, and what has been promised so far. */
export async function createWorld(folder: string) {
  const logLines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void logLines.push(line) });
  const orchestrator = await openOrchestrator({ folder, log, at: "2026-11-24T12:03:30.000Z" });
  const { clock } = orchestrator;
  const known = createKnown();
  const sent: Request[] = [];
  const story: string[] = [];
  let life = 0;
  let lastTickMs = clock.ms;
  let books: ReturnType<typeof openBooks> | undefined;

  const repositoryIds: string[] = [];
  const policyIds: string[] = [];
  for (const number of [1, 2]) {
    const password = `canary-password-${number}-${crypto.randomUUID()}`;
    known.secrets.add(password);
    const { id } = await orchestrator.admin(createRepository, {
      body: { kind: "fs", name: `Disk ${number}`, path: `/mnt/${number}`, password },
    });
    repositoryIds.push(id);
  }

  const world = {
    orchestrator,
    clock,
    known,
    sent,
    logLines,
    story,
    repositoryIds,
    policyIds,
    machines: [] as Machine[],
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

    readBooks() {
      books ??= openBooks(join(orchestrator.dataDir, "holdfast.db"));
      return books.read();
    },

    async restart(): Promise<void> {
      closeBooks();
      renewAll();
      lookAtPlan(known, clock.ms);
      await orchestrator.restart();
    },

    async kill(): Promise<void> {
      closeBooks();
      renewAll();
      lookAtPlan(known, clock.ms);
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

  function renewAll(): void {
    for (const taskId of known.renewedAt.keys()) known.renewedAt.set(taskId, clock.monotonicMs);
  }

  for (const [index, repositoryId] of repositoryIds.entries()) {
    const { id } = await orchestrator.admin(createPolicy, {
      body: { name: `Policy ${index + 1}`, repositoryId, include: ["/home"], schedules: {} },
    });
    policyIds.push(id);
  }
  return world;
}

export type World = Awaited<ReturnType<typeof createWorld>>;
