import { Agent, request } from "node:http";
import { request as requestSecurely, Agent as SecureAgent } from "node:https";
import { cpuOf } from "./measure.ts";
import type { Server } from "./servers.ts";

export type Shot = { method: string; path: string; bearer?: string; body?: string };

export const CONNECTIONS = 32;

/** Requests over connections that are kept from one measurement to the next, as machines keep theirs. */
export function createLoad(server: Server) {
  const senders = Array.from({ length: CONNECTIONS }, () => createSender(server.url, 1));
  return {
    /** CPU of the server for each of so many, in microseconds; a shot is told over which connection it goes. */
    async cpuPerRequest(count: number, shot: (n: number, connection: number) => Shot): Promise<number> {
      const before = cpuOf(server.pid);
      let next = 0;
      await Promise.all(
        senders.map(async ({ one }, connection) => {
          for (let n = next++; n < count; n = next++) await one(shot(n, connection));
        }),
      );
      return (cpuOf(server.pid) - before) / count;
    },
    close: () => {
      for (const { close } of senders) close();
    },
  };
}

/** An answer that says no; `retryAfterSeconds` is no number where the server does not say when to come again. */
export class NotTaken extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number;

  constructor(message: string, status: number, retryAfterSeconds: number) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Sends one request at a time over each of so many connections, and reads the answer to its end. */
export function createSender(url: string, connections: number) {
  const isSecure = url.startsWith("https:");
  const kept = { keepAlive: true, maxSockets: connections };
  // What its certificate is worth is not the question here.
  const agent = isSecure ? new SecureAgent({ ...kept, rejectUnauthorized: false }) : new Agent(kept);
  const ask = isSecure ? requestSecurely : request;
  return {
    one({ method, path, bearer, body }: Shot): Promise<string> {
      return new Promise((resolve, reject) => {
        const headers = {
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
          }),
        };
        const sent = ask(new URL(path, url), { method, agent, headers }, (reply) => {
          let text = "";
          reply.on("data", (part: Buffer) => {
            text += part.toString();
          });
          reply.once("error", reject);
          reply.once("end", () => {
            const status = reply.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(text);
            else {
              const refused = `${method} ${path} was answered with ${status}: ${text}`;
              reject(new NotTaken(refused, status, Number(reply.headers["retry-after"])));
            }
          });
        });
        sent.once("error", reject);
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
