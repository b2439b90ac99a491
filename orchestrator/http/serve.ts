import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type * as z from "zod";
import type { Endpoint, ReplyInput, Validated } from "#contract/endpoint";
import type { Soon } from "../when-known.ts";
import { type Check, compiledCheck } from "./compiled-check.ts";
import { passOverReadOnly } from "./read-only-fields.ts";

type Handler<E extends Endpoint> = (
  input: Validated<E>,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<ReplyInput<E>>;
type QuickHandler<E extends Endpoint> = (
  input: Validated<E>,
  request: FastifyRequest,
  reply: FastifyReply,
) => Soon<ReplyInput<E>>;
type StreamHandler<E extends Endpoint> = (
  input: Validated<E>,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<unknown>;

const AGENT_BODY_BYTES = 32 * 1024 * 1024;

/** Teaches Fastify to check requests and replies with zod. */
export function checkWithZod(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => checkBy(schema));
  app.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (data) =>
        JSON.stringify(schema.parse(data)) ?? "",
  );
}

function checkBy(schema: z.ZodType): Check {
  return (data) => {
    // Fastify says null where nothing was sent.
    const checked = schema.safeParse(data ?? undefined, { error: plainMessage });
    return checked.success ? { value: checked.data } : { error: checked.error };
  };
}

/** Serves one contract endpoint: `serve(app, getTask)(async ({ params }) => ...)`. */
export function serve<E extends Endpoint>(app: FastifyInstance, target: E): (handler: Handler<E>) => void {
  const success = target.status ?? 200;
  const schemas = Object.fromEntries(
    [success, ...(target.alsoStatus ?? [])].map((code) => [code, target.reply]),
  );
  return (handler) => {
    app.route({
      ...routeOf(target),
      schema: { ...requestSchemas(target), response: success === 204 ? {} : schemas },
      handler: async (request, reply) => {
        reply.code(success);
        const answer = await handler(request as unknown as Validated<E>, request, reply);
        return success === 204 || reply.statusCode === 304 ? reply.send() : answer;
      },
    });
  };
}

/**
 * Serves an endpoint that every machine calls all the time: its requests are checked by compiled schemas, its replies only by the
 * compiler, and what is written to the log does not carry the number of the request.
 */
export function serveOften<E extends Endpoint>(
  app: FastifyInstance,
  target: E,
): (handler: QuickHandler<E>) => void {
  return (handler) => {
    app.route({
      ...routeOf(target),
      schema: { ...requestSchemas(target), response: { [target.status ?? 200]: target.reply } },
      validatorCompiler: ({ schema, httpPart }) => {
        const part = schema as unknown as z.ZodType;
        return compiledCheck(part, { coerces: httpPart !== "body" }, checkBy(part));
      },
      serializerCompiler: () => JSON.stringify,
      childLoggerFactory: (log) => log,
      handler: (request, reply) => handler(request as unknown as Validated<E>, request, reply),
    });
  };
}

/**
 * Serves an endpoint whose reply or request is not JSON: the handler sends it by itself. Events come whatever the request says
 * that it accepts: there is nothing else to get.
 */
export function serveStream<E extends Endpoint>(
  app: FastifyInstance,
  target: E,
  options: { sse?: "manual" } = {},
): (handler: StreamHandler<E>) => void {
  return (handler) => {
    app.route({
      ...routeOf(target),
      ...options,
      schema: requestSchemas(target),
      handler: async (request, reply) => {
        if (target.replyMedia !== undefined && options.sse === undefined) reply.type(target.replyMedia);
        return handler(request as unknown as Validated<E>, request, reply);
      },
    });
  };
}

/** Words for people where a schema brings none of its own. */
function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  return issue.input === undefined ? "is needed" : `must be ${articles[issue.expected] ?? issue.expected}`;
}

const articles: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function routeOf(target: Endpoint) {
  return {
    method: target.method,
    url: target.path,
    config: { endpoint: target },
    ...(target.access === "agent" && { bodyLimit: AGENT_BODY_BYTES }),
  };
}

function requestSchemas(target: Endpoint) {
  return {
    ...(target.params && { params: target.params }),
    ...(target.query && { querystring: target.query }),
    ...(target.body && { body: passOverReadOnly(target) }),
  };
}
