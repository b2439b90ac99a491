import type { FastifyInstance, FastifyRequest } from "fastify";
import { streamEvents } from "#contract/events";
import { serveStream } from "../http/serve.ts";
import type { LiveEvents } from "./live-events.ts";

type Deps = {
  events: LiveEvents;
  stopping: AbortSignal;
  stillLetIn(request: FastifyRequest): Promise<boolean>;
};

export function eventRoutes(app: FastifyInstance, { events, stopping, stillLetIn }: Deps): void {
  serveStream(app, streamEvents, { sse: "manual" })(async (_input, request, reply) => {
    const gone = new AbortController();
    reply.sse.onClose(() => gone.abort());
    const lastSeen = reply.sse.lastEventId === null ? undefined : Number(reply.sse.lastEventId);
    reply.sse.sendHeaders();
    // Otherwise they wait for the first event, and the reader does not know that it is connected.
    reply.raw.flushHeaders();
    try {
      for await (const { number, event } of events.watch(
        lastSeen,
        AbortSignal.any([gone.signal, stopping]),
      )) {
        if (!(await stillLetIn(request))) return;
        await reply.sse.send({ id: String(number), event: event.type, data: event });
      }
    } catch (error) {
      if (!gone.signal.aborted && !stopping.aborted) request.log.warn({ err: error }, "event stream ended");
    }
  });
}
