import { getMe, type Me } from "#contract/access";
import { getAgent, listAgentPolicies } from "#contract/agents";
import type { Call } from "#contract/call";
import { listNotices, type Notice } from "#contract/notices";
import { getStatus, type Status } from "#contract/status";

export type KnownPolicy = { id: string; name: string; repositoryName: string };
export type Upstream = NonNullable<Me["upstream"]>;
/** What the tray knows of this computer. */
export type Known = {
  status: Status;
  policies: KnownPolicy[];
  appVersion: string;
  /** Absent where this computer has no agent, so that there is nothing to pause. */
  machine?: { id: string; isPaused: boolean; pausedUntil: string | null };
  /** Only where this computer looks after others: all of them together. */
  fleet?: Status;
  /** Only where another computer looks after this one. */
  upstream?: Upstream;
  /** The newest of what people were told, for those who sit here. */
  notices: Notice[];
};

type Deps = {
  call: Call;
  /** The core tells of this computer only. */
  isLimited?: boolean;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Undefined: the core does not answer now. */
  publish: (known: Known | undefined) => void;
};

const WHILE_RUNNING_MS = 3_000;
const AT_REST_MS = 30_000;
/** Events come in swarms; the tray needs no more than this. */
const SHORTEST_MS = 1_000;
const NEWEST_NOTICES = 20;

/** Reads the status again and again until the signal: often while a run is active, and soon after each `wake`. */
export function startStatusFeed(deps: Deps, signal: AbortSignal): { wake(): void } {
  let rest = new AbortController();
  const wake = () => rest.abort();
  signal.addEventListener("abort", wake, { once: true });
  async function go(): Promise<void> {
    while (!signal.aborted) {
      rest = new AbortController();
      const known = await readKnown(deps);
      if (signal.aborted) return;
      deps.publish(known);
      await deps.wait(SHORTEST_MS, signal);
      await deps.wait(restMs(known), rest.signal);
    }
  }
  void go();
  return { wake };
}

const restMs = (known: Known | undefined) =>
  (known !== undefined && known.status.running.length === 0 ? AT_REST_MS : WHILE_RUNNING_MS) - SHORTEST_MS;

async function readKnown({ call, isLimited }: Deps): Promise<Known | undefined> {
  const options = { signal: AbortSignal.timeout(10_000) };
  try {
    const { localAgentId, appVersion, orchestratorMode, upstream } = await call(getMe, {}, options);
    const agent = localAgentId ?? undefined;
    const status = await call(getStatus, { query: { agent } }, options);
    const fleet =
      orchestratorMode && isLimited !== true ? await call(getStatus, { query: {} }, options) : undefined;
    const told = { limit: NEWEST_NOTICES, agent: isLimited === true ? agent : undefined };
    const { items: notices } = await call(listNotices, { query: told }, options);
    const around = { status, appVersion, notices, ...(fleet && { fleet }), ...(upstream && { upstream }) };
    if (agent === undefined) return { ...around, policies: [] };
    const { policies } = await call(listAgentPolicies, { params: { id: agent } }, options);
    const { pausedSince, pausedUntil } = await call(getAgent, { params: { id: agent } }, options);
    return {
      ...around,
      policies: policies.filter(({ enabled }) => enabled).map(known),
      machine: { id: agent, isPaused: pausedSince !== null, pausedUntil },
    };
  } catch {
    return undefined;
  }
}

const known = ({ id, name, repositoryName }: KnownPolicy): KnownPolicy => ({ id, name, repositoryName });
