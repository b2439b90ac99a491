import { type AddressInfo, connect, type Socket } from "node:net";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API } from "#contract/version";
import { guard } from "./guard.ts";
import { createServer } from "./server.ts";

let app: Awaited<ReturnType<typeof createServer>>;
let port: number;

beforeAll(async () => {
  app = await createServer(pino({ level: "silent" }), {
    headersMs: 300,
    requestMs: 600,
    lookEveryMs: 50,
  });
  guard(app, async () => ({ kind: "nobody" }));
  app.get(`${API}/hello`, async () => ({ hello: true }));
  app.post(`${API}/hello`, async () => ({ hello: true }));
  await app.listen({ host: "127.0.0.1", port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

/** Everything the server says until it hangs up. */
async function conversation(say: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.on("data", (part) => {
    heard += part.toString();
  });
  // A server that hangs up in the middle of what we say is one of the answers.
  socket.on("error", () => undefined);
  say(socket);
  await new Promise((resolve) => socket.on("close", resolve));
  return heard;
}

const GOOD = `GET ${API}/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
const statusesOf = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1]);

test("a request whose headers never end is cut off", async () => {
  const heard = await conversation((socket) => socket.write(`${GOOD}X-Slow: `));

  expect(statusesOf(heard)).toEqual(["400"]);
  expect(heard).toContain("did not arrive in time");
});

test("a body that drips is cut off", async () => {
  const heard = await conversation((socket) => {
    socket.write(`POST ${API}/hello HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`);
    socket.write("Content-Length: 1000\r\n\r\n{");
  });

  expect(statusesOf(heard)).toEqual(["400"]);
});

test("garbage behind a good request ends the conversation", async () => {
  const heard = await conversation((socket) => socket.write(`${GOOD}\r\n\0\x16\x03\x01garbage\r\n\r\n`));

  expect(statusesOf(heard).at(-1)).toBe("400");
});

test.each([
  ["a request without a version", `GET ${API}/hello\r\n\r\n`],
  ["a method that does not exist", `STEAL ${API}/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
  ["a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
  [
    "two lengths",
    `POST ${API}/hello HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
  ],
  [
    "a length beside chunks",
    `POST ${API}/hello HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ["a header with a line break in its name", `${GOOD}X-A\rB: c\r\n\r\n`],
  ["no host", `GET ${API}/hello HTTP/1.1\r\n\r\n`],
  ["two hosts", `${GOOD}Host: evil.example\r\n\r\n`],
])("%s is refused with a problem", async (_, text) => {
  const heard = await conversation((socket) => socket.end(text, "latin1"));

  expect(statusesOf(heard)).toHaveLength(1);
  expect(statusesOf(heard)[0]).toMatch(/^4/);
  expect(heard.toLowerCase()).toContain("content-type: application/problem+json");
});

test("headers that are too long are refused", async () => {
  const heard = await conversation((socket) => socket.write(`${GOOD}X-Long: ${"a".repeat(40_000)}\r\n\r\n`));

  expect(statusesOf(heard)).toEqual(["413"]);
});

test("a body that is too long is refused before it has arrived", async () => {
  const heard = await conversation((socket) => {
    socket.write(`POST ${API}/hello HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`);
    socket.write("Content-Length: 999999999\r\n\r\n{");
  });

  expect(statusesOf(heard)[0]).toBe("413");
});

test.each([
  ["another site's name as host", "Host: evil.example\r\n"],
  ["a name that begins like ours", "Host: 127.0.0.1.evil.example\r\n"],
  ["a name that ends like ours", "Host: evil-localhost\r\n"],
  ["a foreign origin", "Host: 127.0.0.1\r\nOrigin: https://evil.example\r\n"],
  ["an opaque origin", "Host: 127.0.0.1\r\nOrigin: null\r\n"],
])("%s gets nothing", async (_, headers) => {
  const heard = await conversation((socket) =>
    socket.write(`GET ${API}/hello HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`),
  );

  expect(statusesOf(heard)).toEqual(["403"]);
  expect(heard).toContain("wrong-origin");
});
