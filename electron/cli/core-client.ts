import { type Call, createCaller, type Fetch, pathOf } from "#contract/call";
import type { CallInput, Endpoint } from "#contract/endpoint";
import { errorCode } from "../core/refusal.ts";
import { notRunning, type RunningCore } from "./find-core.ts";

export type CoreClient = {
  core: RunningCore;
  call: Call;
  /** For replies that are plain text. */
  readText<E extends Endpoint>(target: E, input: CallInput<E>): Promise<string>;
};

export function connectTo(core: RunningCore): CoreClient {
  const authorization = `Bearer ${core.token}`;
  const fetchFromCore: Fetch = async (url, init) => {
    try {
      return await fetch(url, init as RequestInit);
    } catch (error) {
      if (hasGone(error)) throw notRunning(core.dataDir, error);
      throw error;
    }
  };
  const call = createCaller({ baseUrl: core.url, fetch: fetchFromCore, headers: () => ({ authorization }) });
  return {
    core,
    call,
    async readText(target, input) {
      const headers = { authorization, accept: "text/plain, application/json" };
      const answer = await fetchFromCore(`${core.url}${pathOf(target, input)}`, {
        method: target.method,
        headers,
      });
      const text = await answer.text();
      if (answer.ok) return text;
      throw new Error(`Holdfast answered with HTTP ${answer.status}: ${text.slice(0, 500)}`);
    },
  };
}

function hasGone(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    ["ECONNREFUSED", "ECONNRESET", "UND_ERR_SOCKET"].includes(errorCode(error.cause) ?? "")
  );
}
