import { type Call, createCaller, ProblemError, type StreamingFetch } from "#contract/call";
import { serverNameOf } from "#contract/lan";
import type { Seal } from "../secrets/seal.ts";
import type { Contact } from "./contact.ts";
import { type FollowedUpstream, keyPlace } from "./upstream.store.ts";

/** One orchestrator and no other: whoever answers has to hold the pinned key before anything is sent. */
type UpstreamTarget = { pin: string; serverName: string; addresses: string[] };
type Link = { fetch: StreamingFetch; close(): void };
export type ConnectUpstream = (target: UpstreamTarget) => Link;

/** A link that is half open must not hold anything up for ever. */
export const PATIENCE_MS = 30_000;

export type UpstreamClient = {
  agentId: string;
  /** Patience in milliseconds on top of what the request itself waits for. */
  call(signal: globalThis.AbortSignal, waitMs?: number): Call;
  /** For what is not JSON. */
  fetch: StreamingFetch;
  headers: Record<string, string>;
  close(): void;
};

type Deps = {
  connect: ConnectUpstream;
  seal: Seal;
  contact: Contact;
  /** It says that it is elsewhere now. */
  onMoved: (addresses: string[]) => unknown;
};

export function openClient({ connect, seal, contact, onMoved }: Deps, row: FollowedUpstream): UpstreamClient {
  const link = connect(targetOf(row));
  const headers = { authorization: `Bearer ${seal.open(row.sealed_key, keyPlace)}` };
  const fetch: StreamingFetch = async (url, init) => {
    const answer = await link.fetch(url, init);
    if (answer.status < 500) contact.answered();
    return answer;
  };
  return {
    agentId: row.agent_id,
    headers,
    fetch,
    close: link.close,
    call: (signal, waitMs = 0) => {
      const caller = createCaller({ baseUrl: "", fetch, headers: () => headers });
      return async (target, input, options) => {
        const patience = AbortSignal.timeout(PATIENCE_MS + waitMs);
        try {
          return await caller(target, input, { ...options, signal: AbortSignal.any([signal, patience]) });
        } catch (error) {
          if (error instanceof ProblemError && error.problem.movedTo) onMoved(error.problem.movedTo);
          throw error;
        }
      };
    },
  };
}

export function targetOf({
  pin,
  orchestrator_id,
  addresses_json,
}: Pick<FollowedUpstream, "pin" | "orchestrator_id" | "addresses_json">): UpstreamTarget {
  return {
    pin,
    serverName: serverNameOf(orchestrator_id),
    addresses: JSON.parse(addresses_json) as string[],
  };
}

/** The key is dead: this machine was shut out. */
export function isShutOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}

/** Refused for good: nobody waits for it any more. */
export function isSettled(error: unknown): boolean {
  return error instanceof ProblemError && [404, 409, 410].includes(error.problem.status);
}
