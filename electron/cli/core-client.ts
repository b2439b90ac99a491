import { type Call, createCaller, type Fetch, ProblemError, pathOf } from "#contract/call";
import type { CallInput, Endpoint } from "#contract/endpoint";
import { problem } from "#contract/problem";
import { errorCode } from "../core/refusal.ts";
import { notRunning, type RunningCore, stoppedMeanwhile } from "./find-core.ts";

export type CoreClient = {
  core: RunningCore;
  call: Call;
  /** For replies that are plain text. */
  readText<E extends Endpoint>(target: E, input: CallInput<E>): Promise<string>;
  /** For replies that are too large to be held. */
  readStream<E extends Endpoint>(target: E, input: CallInput<E>): Promise<ReadableStream>;
};

export function connectTo(core: RunningCore): CoreClient {
  const authorization = `Bearer ${core.token}`;
  let hasAnswered = false;
  const fetchFromCore: Fetch = async (url, init) => {
    try {
      const answer = await fetch(url, init as RequestInit);
      hasAnswered = true;
      return answer;
    } catch (error) {
      if (!hasGone(error)) throw error;
      throw hasAnswered ? stoppedMeanwhile(error) : notRunning(core.dataDir, error);
    }
  };
  const call = createCaller({ baseUrl: core.url, fetch: fetchFromCore, headers: () => ({ authorization }) });
  return {
    core,
    call,
    async readStream(target, input) {
      const answer = await fetch(`${core.url}${pathOf(target, input)}`, {
        method: target.method,
        headers: { authorization },
      });
      if (answer.ok && answer.body !== null) return answer.body;
      throw new ProblemError(problem.parse(await answer.json()));
    },
    async readText(target, input) {
      const headers = { authorization, accept: "text/plain, application/json" };
      const answer = await fetchFromCore(`${core.url}${pathOf(target, input)}`, {
        method: target.method,
        headers,
      });
      const text = await answer.text();
      if (answer.ok) return text;
      throw new ProblemError(problem.parse(JSON.parse(text)));
    },
  };
}

function hasGone(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    ["ECONNREFUSED", "ECONNRESET", "UND_ERR_SOCKET"].includes(errorCode(error.cause) ?? "")
  );
}
