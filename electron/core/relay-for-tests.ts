import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { forgedChain } from "./impostor-for-tests.ts";
import { createPinnedFetch } from "./pinned-fetch.ts";

type Real = Parameters<typeof createPinnedFetch>[0];

/** Somebody in the middle, with a key of their own, who hands on every request and every answer, or changes them. */
export async function startRelay(real: Real, change = (_path: string, answer: string) => answer) {
  const onwards = createPinnedFetch(real);
  const heard: string[] = [];
  const server = createServer(
    { ...(await forgedChain(undefined)), minVersion: "TLSv1.3" },
    (request, response) =>
      void relay(request).then(
        ({ status, text }) => response.writeHead(status, { "content-type": "application/json" }).end(text),
        () => response.destroy(),
      ),
  );

  async function relay(request: IncomingMessage) {
    const { method = "GET", url = "/" } = request;
    const body = (await buffer(request)).toString("utf8");
    heard.push(`${method} ${url} ${body}`);
    const headers = { "content-type": "application/json" };
    const answer = await onwards.fetch(url, {
      method,
      headers: body === "" ? {} : headers,
      ...(body && { body }),
    });
    const text = change(url, await answer.text());
    heard.push(text);
    return { status: answer.status, text };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All that it could read. */
    heard: () => heard.join("\n"),
    close(): void {
      onwards.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
