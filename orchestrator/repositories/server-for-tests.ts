import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { pino } from "pino";
import type { LiveEvent } from "#contract/events";
import type { Question } from "#contract/questions";
import { API } from "#contract/version";
import { openDatabaseForTests } from "../db/database-for-tests.ts";
import type { Caller } from "../http/caller.ts";
import { guard } from "../http/guard.ts";
import { createServer } from "../http/server.ts";
import { newId, toInstant } from "../ids.ts";
import { createQuestionDesk } from "../questions/desk.ts";
import { questionRoutes } from "../questions/questions.routes.ts";
import { createSeal } from "../secrets/seal.ts";
import { browseRoutes } from "../snapshots/browse.routes.ts";
import { snapshotRoutes } from "../snapshots/snapshots.routes.ts";
import { repositoryRoutes } from "./repositories.routes.ts";

type Method = NonNullable<InjectOptions["method"]>;
type Given = { as?: string; body?: object | string; headers?: Record<string, string> };

/** A real server over a real database; bearers are `admin`, `viewer` and `agent <id>`. */
export async function openServer() {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-repositories-"));
  const db = await openDatabaseForTests(folder);
  const clock = { ms: Date.parse("2026-11-24T12:00:00.000Z") };
  const now = () => new Date(clock.ms);
  const seal = createSeal(randomBytes(32));
  const mode = { isFleet: false };
  const events: LiveEvent[] = [];
  const added: { taskId: string; agentId: string }[] = [];
  const agents = new Map<string, (question: Question) => void>();
  const desk = createQuestionDesk({
    wake: (agentId) => {
      const answerOne = agents.get(agentId);
      if (answerOne !== undefined) for (const question of desk.take(agentId)) answerOne(question);
    },
  });
  const app = await createServer(pino({ level: "silent" }));
  guard(app, async ({ headers }) => callerOf(headers.authorization ?? ""));
  const deps = {
    db,
    now,
    seal,
    desk,
    publish: (event: LiveEvent) => void events.push(event),
    taskAdded: (task: (typeof added)[number]) => void added.push(task),
    taskChanged: () => undefined,
  };
  repositoryRoutes(app, { ...deps, orchestratorMode: () => mode.isFleet });
  snapshotRoutes(app, deps);
  browseRoutes(app, deps);
  questionRoutes(app, deps);

  async function send(request: `${Method} /${string}`, { as = "admin", body, headers }: Given = {}) {
    const [method, path] = request.split(" ");
    const response = await app.inject({
      method: method as Method,
      url: `${API}${path}`,
      headers: { host: "localhost", authorization: `Bearer ${as}`, ...headers },
      ...(body !== undefined && { payload: body }),
    });
    const isJson = String(response.headers["content-type"]).includes("json");
    return {
      status: response.statusCode,
      body: isJson ? response.json() : response.body,
      headers: response.headers,
    };
  }

  return {
    ...deps,
    mode,
    app,
    folder,
    send,
    events,
    added,
    pass: (ms: number) => {
      clock.ms += ms;
    },
    /** A machine; given lines, it answers every question with them. */
    async agent(more: { isLocal?: boolean; host?: string; reachability?: string } = {}) {
      const id = newId();
      await db.write((tx) => tx.insertInto("agent").values(agentRow(id, more)).execute());
      return {
        id,
        /** Gets every question as it is. */
        takes: (take: (question: Question) => void) => void agents.set(id, take),
        answers(lines: (question: Question) => object[]) {
          agents.set(id, (question) => {
            const body = lines(question)
              .map((line) => `${JSON.stringify(line)}\n`)
              .join("");
            const headers = { "content-type": "application/x-ndjson" };
            void send(`POST /agents/${id}/questions/${question.questionId}/answer`, {
              as: `agent ${id}`,
              body,
              headers,
            });
          });
        },
      };
    },
    async policy(repositoryId: string, agentId?: string): Promise<string> {
      const id = newId();
      const at = toInstant(now());
      const times = { created_at: at, updated_at: at };
      const policy = { id, name: `Policy ${id}`, repository_id: repositoryId, enabled: 1, body_json: "{}" };
      await db.write(async (tx) => {
        await tx
          .insertInto("policy")
          .values({ ...policy, revision: 1, ...times })
          .execute();
        if (agentId === undefined) return;
        const pair = { policy_id: id, agent_id: agentId, assigned_by: "Ann", failures_in_a_row: 0 };
        await tx
          .insertInto("assignment")
          .values({ ...pair, created_at: at, planned_through: at })
          .execute();
      });
      return id;
    },
    async close() {
      await app.close();
      await db.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type Server = Awaited<ReturnType<typeof openServer>>;

function callerOf(authorization: string): Caller {
  const [, name = "", agentId = ""] = authorization.split(" ");
  if (name === "agent") return { kind: "agent", agentId, status: "active" };
  const role = name === "viewer" ? "viewer" : "admin";
  return { kind: "person", role, actor: "Ann", accountId: null, sessionHash: null };
}

function agentRow(id: string, { isLocal = false, host = "desk-01", reachability = "online" }) {
  return {
    id,
    machine_id: newId(),
    status: "active",
    is_local: isLocal ? 1 : 0,
    hostname: host,
    restic_host: host,
    os: "linux",
    os_version: "6.1",
    arch: "x64",
    app_version: "0.1.0",
    protocol_version: 1,
    time_zone: "Europe/Berlin",
    labels_json: "[]",
    reachability,
    policy_revision: 0,
    created_at: "2026-11-24T12:00:00.000Z",
  };
}
