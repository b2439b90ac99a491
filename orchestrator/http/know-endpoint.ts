import type { FastifyInstance } from "fastify";
import type { Endpoint } from "#contract/endpoint";

declare module "fastify" {
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }
  interface FastifyRequest {
    /** Of the contract; nothing where there is none at this address, or the interface is. */
    endpoint: Endpoint | undefined;
  }
}

/** Asked once for each request: Fastify makes the options of a route anew whenever it is asked for them. */
export function knowEndpoint(app: FastifyInstance): void {
  app.decorateRequest("endpoint");
  app.addHook("onRequest", (request, _reply, done) => {
    request.endpoint = request.routeOptions.config.endpoint;
    done();
  });
}
