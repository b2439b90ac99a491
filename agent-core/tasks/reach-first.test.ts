import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { accessTo } from "../testing/restic-session.ts";
import { reachFirst } from "./reach-first.ts";

let server: Server | undefined;
afterEach(() => server?.close());

async function addressOf(started: Server): Promise<string> {
  server = started.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `rest:http://127.0.0.1:${(server.address() as AddressInfo).port}/x/`;
}

test("a server that accepts and never answers ends the run early", async () => {
  const location = await addressOf(createTcpServer(() => {}));

  expect(await reachFirst(accessTo(location), {}, 100)).toMatchObject({
    outcome: "failure",
    failure: { code: "repository-unreachable", detail: "no answer in time" },
  });
});

test("a server that is not there ends the run early", async () => {
  const end = await reachFirst(accessTo("rest:http://127.0.0.1:1/x/"), {}, 5_000);

  expect(end?.failure).toMatchObject({ code: "repository-unreachable", detail: "ECONNREFUSED" });
});

test.for([200, 401, 404, 500])("an answer of %i is left to restic", async (status) => {
  const location = await addressOf(createServer((_, response) => response.writeHead(status).end()));

  expect(await reachFirst(accessTo(location), {}, 5_000)).toBeUndefined();
});

test("behind a proxy the way is left to restic", async () => {
  expect(
    await reachFirst(accessTo("rest:http://127.0.0.1:1/x/"), { http_proxy: "http://proxy:3128" }),
  ).toBeUndefined();
});
