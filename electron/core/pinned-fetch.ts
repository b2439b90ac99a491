import { Agent, request } from "node:http";
import type { TLSSocket } from "node:tls";
import type { StreamingFetch } from "#contract/call";
import { exchange } from "./http-exchange.ts";
import { connectPinned, NotYourOrchestrator, type Patience } from "./pinned-connection.ts";

type Orchestrator = {
  /** SHA-256 of the public key of its authority, from the join code. */
  pin: string;
  serverName: string;
  /** Base URLs at which it may be found. */
  addresses: readonly string[];
};
type Deps = {
  now?: () => Date;
  patience?: Patience;
  /** Told of a certificate that is not valid at this machine's time: the connection goes on, the clock may be wrong. */
  onClockDoubt?: (doubt: { now: Date; validFrom: Date; validTo: Date }) => void;
};

/** A fetch that speaks to one orchestrator and no other, wherever it is found. URLs are paths, or have any host: only the path counts. */
export function createPinnedFetch(orchestrator: Orchestrator, deps: Deps = {}) {
  const agent = new Agent({ keepAlive: true });
  const find = createFinder(orchestrator, deps);
  agent.createConnection = (_options, done) => {
    find().then(
      (socket) => done?.(null, socket),
      // Node's types want a socket even where there is none.
      (error: Error) => (done as ((error: Error) => void) | undefined)?.(error),
    );
    return undefined;
  };
  const fetch: StreamingFetch = async (url, { method, headers, body, signal }) => {
    const { pathname, search } = new URL(url, `https://${orchestrator.serverName}`);
    const asked = request({
      agent,
      method,
      path: pathname + search,
      headers: { ...headers, host: orchestrator.serverName },
    });
    return await exchange(asked, body, signal);
  };
  return { fetch, close: () => agent.destroy() };
}

/** Tries the addresses in turn, the one that worked last first. */
function createFinder({ pin, serverName, addresses }: Orchestrator, deps: Deps) {
  const { now = () => new Date(), patience, onClockDoubt } = deps;
  let order = [...addresses];
  return async (): Promise<TLSSocket> => {
    const failures: unknown[] = [];
    for (const address of order) {
      try {
        const socket = await connectPinned(address, serverName, pin, patience);
        order = [address, ...order.filter((other) => other !== address)];
        const doubt = clockDoubt(socket, now());
        if (doubt !== undefined) onClockDoubt?.(doubt);
        return socket;
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures.find((error) => error instanceof NotYourOrchestrator) ?? unreachable(addresses, failures);
  };
}

function clockDoubt(socket: TLSSocket, now: Date) {
  const { valid_from, valid_to } = socket.getPeerCertificate();
  const [validFrom, validTo] = [new Date(valid_from), new Date(valid_to)];
  return now < validFrom || now > validTo ? { now, validFrom, validTo } : undefined;
}

function unreachable(addresses: readonly string[], failures: unknown[]): Error {
  return new Error(
    `The orchestrator does not answer at ${addresses.join(", ")}. Check that it runs, and that this machine is in its network.`,
    { cause: failures.at(-1) },
  );
}
