import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { StreamingFetch } from "#contract/call";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A fetch over the same routes without a socket: how this computer's own agent talks to its orchestrator. */
export function injectFetch(app: FastifyInstance): StreamingFetch {
  return async (url, init) => {
    const { body, signal } = init;
    const payload = body === undefined || typeof body === "string" ? body : Readable.from(body);
    try {
      const response = await app.inject({
        method: init.method as Method,
        url,
        headers: { ...init.headers, host: "localhost" },
        ...(payload !== undefined && { payload }),
        ...(signal !== undefined && { signal: signal as globalThis.AbortSignal }),
      });
      return {
        ok: response.statusCode < 400,
        status: response.statusCode,
        headers: { get: (name) => headerText(response.headers[name.toLowerCase()]) },
        text: async () => response.payload,
      };
    } finally {
      // Nobody reads on: whatever still makes the stream must hear of it.
      if (payload instanceof Readable) payload.destroy();
    }
  };
}

function headerText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? value.join(", ") : String(value);
}
