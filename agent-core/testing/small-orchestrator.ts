import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { HeartbeatBody, LogChunk, Registration } from "#contract/agent-protocol";
import type { StreamingFetch } from "#contract/call";
import type { Progress, RunReport } from "#contract/outcome";
import type { Question } from "#contract/questions";
import type { TaskOffer } from "#contract/task";

export const AGENT_ID = "019ab000-0000-7000-8000-0000000000a1";

const OFFERED_AGAIN_SECONDS = 10;

type Reply = { status: number; body?: unknown; headers?: Record<string, string> };

/** The other end of the protocol, over real HTTP, with everything that came in kept to be looked at. */
export async function startSmallOrchestrator() {
  const seen = {
    registrations: [] as (Registration & { code: string })[],
    heartbeats: [] as HeartbeatBody[],
    acks: [] as string[],
    progress: [] as Progress[],
    results: [] as (RunReport & { taskId: string })[],
    answers: new Map<string, string>(),
    logs: new Map<string, string[]>(),
    runs: [] as (RunReport & { localRunId?: string })[],
  };
  const waiting = { tasks: [] as TaskOffer[], questions: [] as Question[], cancel: [] as string[] };
  /** A reply to give instead, once, for the next request whose path ends so. */
  const faults: { ends: string; reply: Reply }[] = [];
  let keys = 0;
  let wake = () => {};

  async function handle(request: IncomingMessage, text: string): Promise<Reply> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.replace("/api/v1/agents/", "");
    const bearer = (request.headers.authorization ?? "").replace("Bearer ", "");
    const fault = takeFault(path);
    if (fault !== undefined) return fault;
    if (path === "register") return register(JSON.parse(text), bearer);
    if (bearer !== `key-${keys}`) return problem(401);
    const [, area, taskId = "", action] = path.split("/");
    if (area === "heartbeat") return heartbeat(JSON.parse(text));
    if (area === "questions") return keepAnswer(taskId, text);
    if (area === "runs") return keepRun(JSON.parse(text));
    return await work({ taskId, action, text, query: url.searchParams });
  }

  type Asked = { taskId: string; action: string | undefined; text: string; query: URLSearchParams };
  async function work({ taskId, action, text, query }: Asked): Promise<Reply> {
    if (action === undefined) return await poll(query);
    return report(taskId, action, JSON.parse(text));
  }

  function takeFault(path: string): Reply | undefined {
    const index = faults.findIndex(({ ends }) => path.endsWith(ends));
    return index === -1 ? undefined : faults.splice(index, 1)[0]?.reply;
  }

  function keepAnswer(questionId: string, text: string): Reply {
    seen.answers.set(questionId, text);
    return { status: 204 };
  }

  function keepRun(run: RunReport): Reply {
    seen.runs.push(run);
    return { status: 200, body: { runId: AGENT_ID, nextSeq: 0 } };
  }

  function register(body: Registration, code: string): Reply {
    seen.registrations.push({ ...body, code });
    keys++;
    const known = { agentId: AGENT_ID, status: "active", heartbeatIntervalSeconds: 1, protocolVersion: 1 };
    return { status: 201, body: { ...known, agentKey: `key-${keys}` } };
  }

  function heartbeat(body: HeartbeatBody): Reply {
    seen.heartbeats.push(body);
    const revisions = { policyRevision: 0, repositoryRevision: 0 };
    const serverTime = new Date().toISOString();
    return { status: 200, body: { serverTime, heartbeatIntervalSeconds: 1, cancel: [], ...revisions } };
  }

  async function poll(query: URLSearchParams): Promise<Reply> {
    const limit = Number(query.get("limit"));
    const hasNews = () =>
      waiting.questions.length + waiting.cancel.length + (limit === 0 ? 0 : waiting.tasks.length) > 0;
    if (!hasNews())
      await Promise.race([
        new Promise<void>((resolve) => (wake = resolve)),
        later(Number(query.get("wait"))),
      ]);
    const tasks = waiting.tasks.splice(0, limit);
    for (const task of tasks) void offerAgain(task);
    return {
      status: 200,
      body: { tasks, questions: waiting.questions.splice(0), cancel: waiting.cancel.splice(0) },
    };
  }

  /** The answer may not have arrived, or found no free place. */
  async function offerAgain(task: TaskOffer): Promise<void> {
    await later(OFFERED_AGAIN_SECONDS);
    if (seen.acks.includes(task.taskId)) return;
    waiting.tasks.push(task);
    wake();
  }

  function report(
    taskId: string,
    action: string,
    body: { progress: Progress } & LogChunk & RunReport,
  ): Reply {
    const log = seen.logs.get(taskId) ?? [];
    switch (action) {
      case "ack":
        seen.acks.push(taskId);
        return { status: 200, body: { leaseSeconds: 90, logEncodings: ["zstd"] } };
      case "progress":
        seen.progress.push(body.progress);
        return { status: 200, body: { cancel: false, nextProgressMs: 200 } };
      case "logs":
        if (body.seq === log.length) log.push(textOf(body));
        seen.logs.set(taskId, log);
        return { status: 200, body: { nextSeq: log.length } };
      default:
        seen.results.push({ ...body, taskId });
        return { status: 200, body: { runId: taskId } };
    }
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body, headers } = await handle(request, Buffer.concat(chunks).toString());
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    seen,
    faults,
    connection: {
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      fetch: streamingFetch,
    },
    give(news: { tasks?: TaskOffer[]; questions?: Question[]; cancel?: string[] }): void {
      waiting.tasks.push(...(news.tasks ?? []));
      waiting.questions.push(...(news.questions ?? []));
      waiting.cancel.push(...(news.cancel ?? []));
      wake();
    },
    logOf: (taskId: string) => (seen.logs.get(taskId) ?? []).join(""),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type SmallOrchestrator = Awaited<ReturnType<typeof startSmallOrchestrator>>;

export function problem(status: number, headers: Record<string, string> = {}): Reply {
  const body = { type: "about:blank", title: "refused", status, code: "internal" };
  return { status, body, headers };
}

const streamingFetch: StreamingFetch = (url, init) =>
  fetch(url, { ...init, duplex: "half" } as unknown as RequestInit);

function later(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000).unref());
}

function textOf({ encoding, data }: LogChunk): string {
  const packed = Buffer.from(data, "base64");
  if (encoding === "identity") return packed.toString();
  return (encoding === "gzip" ? gunzipSync : zstdDecompressSync)(packed).toString();
}
