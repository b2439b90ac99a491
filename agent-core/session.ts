import { registerAgent } from "#contract/agent-protocol";
import { type Call, createCaller, ProblemError, type StreamingFetch } from "#contract/call";
import { PROTOCOL_VERSION } from "#contract/version";
import { retry } from "./backoff.ts";
import type { HostIdentity } from "./facts/host-identity.ts";
import type { Log } from "./log.ts";

type Deps = {
  connection: { baseUrl: string; fetch: StreamingFetch };
  enrolmentCode: () => Promise<string>;
  identity: () => Promise<HostIdentity>;
  log: Log;
  /** Ends every attempt to register. */
  signal: AbortSignal;
};

/** Who this agent is at the orchestrator. The key is in memory only; one that is refused is replaced by registering again. */
export async function openSession(deps: Deps) {
  let registered = await register(deps);
  let renewal: Promise<void> | undefined;
  const authorization = () => `Bearer ${registered.agentKey}`;
  const caller = createCaller({ ...deps.connection, headers: () => ({ authorization: authorization() }) });

  function renew(refusedKey: string): Promise<void> {
    if (refusedKey !== authorization()) return Promise.resolve();
    renewal ??= register(deps)
      .then((fresh) => {
        registered = fresh;
      })
      .finally(() => {
        renewal = undefined;
      });
    return renewal;
  }

  const call: Call = async (target, input, options) => {
    const key = authorization();
    try {
      return await caller(target, input, options);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error;
      await renew(key);
      return await caller(target, input, options);
    }
  };

  return {
    call,
    agentId: () => registered.agentId,
    heartbeatSeconds: () => registered.heartbeatIntervalSeconds,
    /** For what is not JSON: the stream of an answer. */
    fetch: deps.connection.fetch,
    baseUrl: deps.connection.baseUrl,
    headers: () => ({ authorization: authorization() }),
  };
}

export type Session = Awaited<ReturnType<typeof openSession>>;

async function register({ connection, enrolmentCode, identity, log, signal }: Deps) {
  const attempt = async () => {
    const code = await enrolmentCode();
    const call = createCaller({ ...connection, headers: () => ({ authorization: `Bearer ${code}` }) });
    const body = { ...(await identity()), protocolVersion: PROTOCOL_VERSION };
    const { agentKey, ...reply } = await call(registerAgent, { body }, { signal });
    if (agentKey === undefined)
      throw new Error("The orchestrator registered this machine without giving it a key.");
    return { ...reply, agentKey };
  };
  const registered = await retry(attempt, {
    signal,
    isFinal: isRefusal,
    onFailure: (error, waitMs) => log.warn({ err: error, waitMs }, "registering failed; trying again"),
  });
  log.info({ agentId: registered.agentId, status: registered.status }, "registered");
  return registered;
}

/** An answer that stays the same however often it is asked; a used-up code is none, the next try brings a fresh one. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return [400, 403, 404, 422, 426].includes(error.problem.status);
}
