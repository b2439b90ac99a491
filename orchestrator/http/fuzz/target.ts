import { createApiToken } from "#contract/access";
import { createEnrolment } from "#contract/enrolments";
import { beginMove, takeMoveBack } from "#contract/move";
import { getOpenApi } from "#contract/status";
import { createTask } from "#contract/tasks";
import { joinMachine, LOCAL_TOKEN, openOrchestrator, protect } from "../../orchestrator-for-tests.ts";
import { answerQuestions } from "./machine.ts";
import { type OpenApi, type Operation, operationsOf } from "./operations.ts";
import { anyRequest, type Credential, type FuzzRequest, nameOf, withIds } from "./requests.ts";
import { createSender } from "./send.ts";
import { faultsOf } from "./verdict.ts";

/** Longer than a question waits for a machine that says nothing. */
const PATIENCE_MS = 45_000;
const MOST_IDS = 500;
const MOVE = nameOf(beginMove);

/** A listening orchestrator with a bit of everything in it, and machines that answer. */
export async function openTarget() {
  const orchestrator = await openOrchestrator();
  const stopped = new AbortController();
  const machine = await joinMachine(orchestrator);
  const { key = "" } = machine;
  const { policy, repository } = await protect(orchestrator, machine);
  const task = await orchestrator.admin(createTask, {
    body: { kind: "backup", policyId: policy.id, agentId: machine.agentId },
  });
  const viewer = await orchestrator.admin(createApiToken, { body: { name: "viewer", role: "viewer" } });
  const enrolment = await orchestrator.admin(createEnrolment, { body: { uses: 20 } });
  answerQuestions(orchestrator, { agentId: machine.agentId, key }, stopped.signal);

  const bearers: Record<Credential, string | undefined> = {
    admin: LOCAL_TOKEN,
    viewer: viewer.token,
    agent: key,
    code: enrolment.code,
    none: undefined,
  };
  const operations = operationsOf((await orchestrator.admin(getOpenApi, {})) as OpenApi);
  const named = new Map(operations.map((operation) => [nameOf(operation), operation]));
  const { url } = await orchestrator.listen();
  const sender = createSender(url, PATIENCE_MS);
  const ids = [machine.agentId, machine.agentId, policy.id, repository.id, task.id];
  const answers: Record<string, number> = {};
  let totalMs = 0;
  let slowest = { ms: 0, what: "" };

  function remember(text: string): void {
    for (const [, id] of text.matchAll(/"(?:id|runId|taskId)":"([0-9a-f-]{36})"/g)) {
      // The viewer's own token stays out of reach, or it would soon be gone.
      if (id !== undefined && id !== viewer.id && ids.length < MOST_IDS && !ids.includes(id)) ids.push(id);
    }
    const joined = /"agentId":"([0-9a-f-]{36})","agentKey":"([^"]+)"/.exec(text);
    const [, agentId = "", key = ""] = joined ?? [];
    if (joined !== null) answerQuestions(orchestrator, { agentId, key }, stopped.signal);
  }

  return {
    request: anyRequest(operations),

    /** Sends one and says what is wrong with the answer. */
    async faults(request: FuzzRequest): Promise<string[]> {
      const operation = named.get(request.operation);
      if (operation === undefined) throw new Error(`there is no ${request.operation}`);
      // Its own machine must stay, or nobody could speak as an agent any more.
      const isFatal = operation.method === "DELETE" && /agents\/\{id\}$/.test(operation.path);
      const idFor = (number: number) => {
        if (operation.path.startsWith("/api/v1/agents/") && !isFatal && number % 2 === 0)
          return machine.agentId;
        const id = ids[number % ids.length] ?? "";
        return isFatal && id === machine.agentId ? policy.id : id;
      };
      const answer = await sender.send(toHttp(operation, request, idFor, bearers[request.credential]));
      answers[answer.status] = (answers[answer.status] ?? 0) + 1;
      totalMs += answer.ms;
      if (answer.ms > slowest.ms) slowest = { ms: answer.ms, what: request.operation };
      if (answer.status < 300) remember(answer.text);
      // Afterwards everything else would be refused.
      if (request.operation === MOVE && answer.status === 201) await orchestrator.admin(takeMoveBack, {});
      return faultsOf(operation, answer).map(
        (fault) => `${request.operation}: ${answer.status}, ${fault}: ${answer.text.slice(0, 500)}`,
      );
    },

    summary() {
      const total = Object.values(answers).reduce((sum, count) => sum + count, 0);
      return {
        answers,
        averageMs: totalMs / total,
        slowest: `${slowest.what} in ${slowest.ms.toFixed(0)} ms`,
      };
    },

    async isAlive(): Promise<boolean> {
      const headers: [string, string][] = [["authorization", `Bearer ${LOCAL_TOKEN}`]];
      const { status } = await sender.send({ method: "GET", path: "/api/v1/me", headers, body: undefined });
      return status === 200;
    },

    async close(): Promise<void> {
      stopped.abort();
      sender.close();
      await orchestrator.close();
    },
  };
}
export type Target = Awaited<ReturnType<typeof openTarget>>;

function toHttp(
  operation: Operation,
  request: FuzzRequest,
  idFor: (number: number) => string,
  bearer: string | undefined,
) {
  const { headers, body } = request;
  const params = withIds(request.params, idFor) as Record<string, unknown>;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(params[name]));
  const query = request.query.map(([name, value]) => `${name}=${encoded(withIds(value, idFor))}`).join("&");
  const media = body === undefined ? undefined : "text" in body ? body.media : operation.body?.media;
  return {
    method: operation.method,
    path: query === "" ? path : `${path}?${query}`,
    headers: [
      ...(bearer === undefined ? [] : [["authorization", `Bearer ${bearer}`]]),
      ...(media === undefined ? [] : [["content-type", media]]),
      ...headers,
    ] as [string, string][],
    body:
      body === undefined || "text" in body
        ? body?.text
        : JSON.stringify(onLoopback(operation, withIds(body.value, idFor))),
  };
}

/** A test listens to nobody but this machine. */
function onLoopback({ path }: Operation, body: unknown): unknown {
  const isListener =
    path.endsWith("/lan") && typeof body === "object" && body !== null && !Array.isArray(body);
  return isListener ? { ...body, host: "127.0.0.1", port: 0 } : body;
}

/** What already looks encoded is sent as it is: that is how broken encodings come in. */
function encoded(value: unknown): string {
  const text = String(value).toWellFormed();
  return /^[\w.%/~-]*%[\w.%/~-]*$/.test(text) ? text : encodeURIComponent(text);
}
