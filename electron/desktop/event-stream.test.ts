import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { followEvents } from "./event-stream.ts";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

/** A core that keeps its event streams open, and a follower of it whose pauses end at once. */
async function setUp() {
  const streams: ServerResponse[] = [];
  const bearers: (string | undefined)[] = [];
  const server = createServer((request, reply) => {
    bearers.push(request.headers.authorization);
    reply.writeHead(200, { "content-type": "text/event-stream" });
    reply.flushHeaders();
    streams.push(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stopping = new AbortController();
  undo.push(
    () => server.close(),
    () => stopping.abort(),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen = { events: 0, pauses: 0 };
  const follower = followEvents(
    {
      fetch,
      onEvent: () => {
        seen.events += 1;
      },
      wait: async () => {
        seen.pauses += 1;
      },
    },
    { url, token: "local" },
    stopping.signal,
  );
  const nthStream = (nth: number) => vi.waitUntil(() => streams[nth], { interval: 5, timeout: 5_000 });
  return { nthStream, bearers, seen, stopping, follower };
}

test("each event calls back once, also when it arrives in pieces; comments do not", async () => {
  const { nthStream, bearers, seen } = await setUp();
  const stream = await nthStream(0);
  stream.write(": still here\n\n");
  stream.write("id: 1\nda");
  stream.write('ta: {"type":"reset"}\n\n');

  await vi.waitUntil(() => seen.events > 0);

  expect(seen.events).toBe(1);
  expect(bearers).toEqual(["Bearer local"]);
});

test("a stream that ends is opened again after a pause, and counts as an event that may have been missed", async () => {
  const { nthStream, seen } = await setUp();
  (await nthStream(0)).end();
  await nthStream(1);

  expect(seen).toEqual({ events: 1, pauses: 1 });
});

test("the signal ends it", async () => {
  const { nthStream, seen, stopping, follower } = await setUp();
  await nthStream(0);
  stopping.abort();

  await follower;
  expect(seen.events).toBe(0);
});
