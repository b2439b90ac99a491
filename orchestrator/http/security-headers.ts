import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import helmet from "helmet";

const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // Mantine writes its variables into a style element.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Loopback is plain HTTP: a promise of HTTPS would lock people out.
  strictTransportSecurity: false,
  referrerPolicy: { policy: "no-referrer" },
});

/** For browsers; what only agents call goes without. They are the same for every reply, so they are made once. */
export function addSecurityHeaders(app: FastifyInstance): void {
  const headers = headersOf(protect);
  app.addHook("onRequest", (request, reply, done) => {
    if (request.endpoint?.access !== "agent") {
      for (const [name, value] of headers) reply.raw.setHeader(name, value);
    }
    done();
  });
}

function headersOf(middleware: typeof protect): [string, string][] {
  const headers: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => void headers.push([name, value]),
    removeHeader: () => undefined,
  };
  middleware({} as never, response as unknown as ServerResponse, () => undefined);
  return headers;
}
