import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { BACKLOG } from "../http/backlog.ts";
import { refuseUnreadable } from "../http/unreadable-requests.ts";
import type { Leaf } from "./certificates.ts";

export type Address = { host: string; port: number };
export type Listener = {
  at: Address;
  /** Open connections keep what they were greeted with; new ones see this. */
  show(leaf: Leaf): void;
  /** The port is free at once; what is being answered gets a moment to end. */
  stop(): Promise<void>;
};

/** A fleet that comes back all at once greets a slow computer for longer than ten seconds; who is cut off then only begins anew. */
const HANDSHAKE_MS = 60_000;
const LOOK_EVERY_MS = 5_000;
const LAST_MOMENT_MS = 1_000;

/** The same routes as on loopback, behind TLS 1.3. */
export async function startListener(app: FastifyInstance, at: Address, leaf: Leaf): Promise<Listener> {
  const server = createServer({
    cert: leaf.cert,
    key: leaf.key,
    minVersion: "TLSv1.3",
    handshakeTimeout: HANDSHAKE_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    // The guard looks at it, and answers with a problem.
    requireHostHeader: false,
  });
  const { headersTimeout, requestTimeout, keepAliveTimeout } = app.server;
  Object.assign(server, { headersTimeout, requestTimeout, keepAliveTimeout });
  server.on("request", (request, response) => app.routing(request, response));
  server.on("clientError", refuseUnreadable);
  server.listen({ ...at, backlog: BACKLOG });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  let stopped: Promise<unknown> | undefined;
  return {
    at: { host: at.host, port },
    show: ({ cert, key }) => server.setSecureContext({ cert, key, minVersion: "TLSv1.3" }),
    async stop() {
      if (stopped === undefined) {
        stopped = once(server, "close");
        server.close();
        setTimeout(() => server.closeAllConnections(), LAST_MOMENT_MS).unref();
      }
      await stopped;
    },
  };
}
