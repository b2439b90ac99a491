import {
  Agent as HttpAgent,
  type IncomingMessage,
  type RequestOptions,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";
import type { Fetch } from "#contract/call";
import type { Tally } from "./tally.ts";

/** Where the orchestrator is; with a certificate it is spoken to by TLS. */
export type Target = { url: string; ca?: string; serverName?: string };

/** The machine itself is cut off or asleep: nobody was asked. */
export class LinkDown extends Error {}

/** A kept connection was closed by the other end just when it was to be used again: any HTTP client then takes a new one. */
class ClosedWhileIdle extends Error {}

/** One machine's way to its orchestrator, which can be cut and mended. Connections are kept, as those of a real agent are. */
export function createLink(target: Target, tally: Tally) {
  const { agent, send } = openConnections(target);
  const { serverName } = target;
  const base = new URL(target.url);
  let down = new AbortController();
  let isDown = false;
  let reachedAt = Number.NEGATIVE_INFINITY;
  let mended: (() => void)[] = [];

  const fetch: Fetch = async (path, { method, headers, body, signal }) => {
    if (isDown) throw new LinkDown();
    const { pathname, searchParams } = new URL(path, base);
    const name = nameOf(method, pathname);
    const waits = Number(searchParams.get("wait") ?? 0) > 0;
    const cuts = [down.signal, ...(signal === undefined ? [] : [signal as AbortSignal])];
    const startedAt = performance.now();
    const options = {
      ...{ agent, method, path, host: base.hostname, port: base.port },
      headers: { ...headers, host: serverName ?? base.host },
      signal: AbortSignal.any(cuts),
    };
    try {
      const answer = await ask(options, body).catch((error: unknown) => {
        if (!(error instanceof ClosedWhileIdle)) throw error;
        tally.closedWhileIdle();
        return ask(options, body);
      });
      const whole = await text(answer);
      const status = answer.statusCode ?? 0;
      const retryAfter = answer.headers["retry-after"] !== undefined;
      reachedAt = performance.now();
      tally.answered(name, { status, ms: performance.now() - startedAt, waits, retryAfter });
      return {
        ok: status >= 200 && status < 300,
        status,
        headers: { get: (header) => answer.headers[header.toLowerCase()]?.toString() ?? null },
        text: async () => whole,
      };
    } catch (error) {
      if (cuts.some(({ aborted }) => aborted)) throw new LinkDown();
      tally.broken(name, error as Error, performance.now() - startedAt);
      throw error;
    }
  };

  function ask(options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const asked = send(options, resolve);
      asked.once("socket", (socket) => {
        if (!socket.connecting) return;
        socket.once(target.ca === undefined ? "connect" : "secureConnect", () => {
          reachedAt = performance.now();
        });
      });
      asked.once("error", (error: Error & { code?: string }) =>
        reject(asked.reusedSocket && error.code === "ECONNRESET" ? new ClosedWhileIdle() : error),
      );
      asked.end(body);
    });
  }

  return {
    fetch,
    isDown: () => isDown,
    /** When it was last there: it took a connection, or answered. */
    reachedAt: () => reachedAt,
    /** What is under way ends without an answer. */
    cut(): void {
      isDown = true;
      down.abort();
    },
    mend(): void {
      if (!isDown) return;
      isDown = false;
      down = new AbortController();
      for (const wake of mended) wake();
      mended = [];
    },
    whenUp(): Promise<void> {
      return isDown ? new Promise((resolve) => mended.push(resolve)) : Promise.resolve();
    },
    close: () => agent.destroy(),
  };
}
export type Link = ReturnType<typeof createLink>;

function openConnections({ ca, serverName }: Target) {
  if (ca === undefined) return { agent: new HttpAgent({ keepAlive: true }), send: requestHttp };
  const agent = new HttpsAgent({
    keepAlive: true,
    ca,
    ...(serverName !== undefined && { servername: serverName }),
  });
  return { agent, send: requestHttps };
}

/** `POST heartbeat`: the last word of the path, without ids. */
function nameOf(method: string, pathname: string): string {
  const words = pathname.split("/").filter((word) => /^[a-z-]+$/.test(word));
  return `${method} ${words.at(-1)}`;
}
