import { Agent, request as httpRequest, type IncomingMessage } from "node:http";

export type Answer = { status: number; type: string; text: string; ms: number };
type Request = { method: string; path: string; headers: [string, string][]; body: string | undefined };

/** Sends over one connection that is kept, and never waits longer than a server may think. */
export function createSender(url: string, patienceMs: number) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send({ method, path, headers, body }: Request): Promise<Answer> {
      const begun = performance.now();
      return new Promise((resolve, reject) => {
        const asked = httpRequest({ agent, hostname, port, method, path });
        for (const [name, value] of headers) asked.setHeader(name, value);
        asked.setTimeout(patienceMs, () => asked.destroy(new Error(`no answer within ${patienceMs} ms`)));
        asked.on("error", reject);
        asked.on("response", (reply) => {
          reply.on("error", reject);
          void textOf(reply).then((text) =>
            resolve({
              status: reply.statusCode ?? 0,
              type: reply.headers["content-type"] ?? "",
              text,
              ms: performance.now() - begun,
            }),
          );
        });
        asked.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

/** A stream of events has no end, so its beginning is enough. */
function textOf(reply: IncomingMessage): Promise<string> {
  if (reply.headers["content-type"]?.startsWith("text/event-stream") === true) {
    reply.destroy();
    return Promise.resolve("");
  }
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    reply.on("data", (part: Buffer) => parts.push(part));
    reply.on("end", () => resolve(Buffer.concat(parts).toString()));
  });
}
