import type { FastifyInstance } from "fastify";
import * as z from "zod";
import type { Endpoint } from "#contract/endpoint";
import { problem } from "#contract/problem";
import { getOpenApi } from "#contract/status";
import { serve } from "./serve.ts";

/** Serves a description of just those endpoints that are really there: it listens to each route that is added. Call it first. */
export function describeApi(app: FastifyInstance, appVersion: string): void {
  const served: Endpoint[] = [];
  app.addHook("onRoute", ({ method, config }) => {
    const endpoint = (config as { endpoint?: Endpoint } | undefined)?.endpoint;
    if (endpoint !== undefined && endpoint.method === method) served.push(endpoint);
  });
  let document: unknown;
  serve(
    app,
    getOpenApi,
  )(async () => {
    document ??= openApiOf(served, appVersion);
    return document;
  });
}

function openApiOf(endpoints: Endpoint[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const target of endpoints) {
    const path = target.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [target.method.toLowerCase()]: operationOf(target) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Holdfast", version, license: { name: "MIT", identifier: "MIT" } },
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "holdfast_session" },
      },
      schemas: { Problem: jsonSchema(problem, "output") },
    },
    paths,
  };
}

function operationOf(target: Endpoint) {
  const success = String(target.status ?? 200);
  return {
    summary: target.summary,
    "x-access": target.access,
    security: target.access === "nobody" ? [] : [{ bearer: [] }, { session: [] }],
    parameters: [...parametersOf(target.params, "path"), ...parametersOf(target.query, "query")],
    ...(target.body !== undefined && {
      requestBody: { content: { "application/json": { schema: jsonSchema(target.body, "input") } } },
    }),
    ...(target.requestMedia !== undefined && { requestBody: { content: { [target.requestMedia]: {} } } }),
    responses: {
      [success]: { description: "Success", ...contentOf(target) },
      default: {
        description: "Refused; `code` says why",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function contentOf(target: Endpoint) {
  if (target.status === 204) return {};
  if (target.replyMedia !== undefined) return { content: { [target.replyMedia]: {} } };
  return { content: { "application/json": { schema: jsonSchema(target.reply, "output") } } };
}

function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query") {
  return Object.entries(schema?.shape ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required: place === "path" || !z.safeParse(value, undefined).success,
    schema: jsonSchema(value, "input"),
  }));
}

function jsonSchema(schema: z.core.$ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
