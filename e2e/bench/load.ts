import { Agent, request } from "node:http";
import { cpuOf } from "./measure.ts";
import type { Server } from "./servers.ts";

export type Shot = { method: string; path: string; bearer?: string; body?: string };

const CONNECTIONS = 32;

/** Sends so many requests over connections that are kept, and returns the CPU of the server for each, in microseconds. */
export async function cpuPerRequest(
  server: Server,
  count: number,
  shot: (n: number) => Shot,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const before = cpuOf(server.pid);
  let next = 0;
  const sendAll = async () => {
    for (let n = next++; n < count; n = next++) await send(server.url, agent, shot(n));
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, sendAll));
  } finally {
    agent.destroy();
  }
  return (cpuOf(server.pid) - before) / count;
}

function send(url: string, agent: Agent, { method, path, bearer, body }: Shot): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body !== undefined && {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      }),
    };
    const sent = request(new URL(path, url), { method, agent, headers }, (reply) => {
      reply.resume();
      reply.once("error", reject);
      reply.once("end", () => {
        const status = reply.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve();
        else reject(new Error(`${method} ${path} was answered with ${status}.`));
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
