import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { BACKLOG } from "../../orchestrator/http/backlog.ts";
import { issueLeaf, makeAuthority } from "../../orchestrator/lan/certificates.ts";

/** The least that can hold a poll over TLS: it answers who does not want to wait, and leaves everybody else waiting. */
const now = new Date();
const named = { serverName: "holdfast.test", addresses: ["127.0.0.1"], names: [] };
const leaf = await issueLeaf(await makeAuthority(crypto.randomUUID(), now), named, now);
const server = createServer({ cert: leaf.cert, key: leaf.key, minVersion: "TLSv1.3" }, (request, reply) => {
  if (request.url?.endsWith("wait=0") === true) reply.end("{}");
});
server.requestTimeout = 0;
server.listen({ host: "127.0.0.1", port: 0, backlog: BACKLOG }, () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `https://127.0.0.1:${port}` })}\n`);
});
