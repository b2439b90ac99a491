import { createHash } from "node:crypto";
import Fastify from "fastify";
import type * as z from "zod";
import { heartbeat, pollTasks } from "#contract/agent-protocol";
import { compiledCheck } from "../../orchestrator/http/compiled-check.ts";

/**
 * The least that takes heartbeats and polls as the protocol has them: it looks whose key it is, checks what came by compiled
 * schemas, and keeps the newest in memory. It counts nothing, decides nothing and has no database.
 */
const app = Fastify();
app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) =>
  compiledCheck(schema, { coerces: httpPart !== "body" }, (data) => ({ value: schema.parse(data) })),
);
app.setSerializerCompiler(() => JSON.stringify);
const keys = new Map<string, string>();
const newest = new Map<string, { heardAt: number; beat: unknown }>();
app.addHook("onRequest", (request, reply, done) => {
  const bearer = request.headers.authorization?.slice("Bearer ".length) ?? "";
  const key = createHash("sha256").update(bearer).digest("hex");
  const { id } = request.params as { id: string };
  // Whoever comes first has joined.
  if (!keys.has(key)) keys.set(key, id);
  if (keys.get(key) === id) done();
  else void reply.code(401).send();
});
app.post<{ Params: { id: string } }>(
  heartbeat.path,
  { schema: { params: heartbeat.params, body: heartbeat.body, response: { 200: heartbeat.reply } } },
  async ({ params, body }) => {
    newest.set(params.id, { heardAt: Date.now(), beat: body });
    const serverTime = new Date().toISOString();
    const policy = { policyRevision: 1, repositoryRevision: 1, cancel: [], status: "active", addresses: [] };
    return { serverTime, heartbeatIntervalSeconds: 30, ...policy };
  },
);
app.get<{ Params: { id: string } }>(
  pollTasks.path,
  { schema: { params: pollTasks.params, querystring: pollTasks.query, response: { 200: pollTasks.reply } } },
  async ({ params }) => {
    const known = newest.get(params.id);
    if (known !== undefined) known.heardAt = Date.now();
    return { tasks: [], cancel: [], questions: [] };
  },
);
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${JSON.stringify({ url })}\n`);
