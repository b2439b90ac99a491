import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { StreamingFetch } from "#contract/call";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A fetch over the same routes without a socket: how this computer's own agent talks to its orchestrator. */
export function injectFetch(app: FastifyInstance): StreamingFetch {
  return async (url, init) => {
    const { body, signal } = init;
    const response = await app.inject({
      method: init.method as Method,
      url,
      headers: { ...init.headers, host: "localhost" },
      ...(body !== undefined && { payload: typeof body === "string" ? body : Readable.from(body) }),
      ...(signal !== undefined && { signal: signal as globalThis.AbortSignal }),
    });
    return {
      ok: response.statusCode < 400,
      status: response.statusCode,
      headers: { get: (name) => headerText(response.headers[name.toLowerCase()]) },
      text: async () => response.payload,
    };
  };
}

function headerText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? value.join(", ") : String(value);
}
