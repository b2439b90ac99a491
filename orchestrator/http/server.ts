import cookie from "@fastify/cookie";
import sse from "@fastify/sse";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { API } from "#contract/version";
import { knowEndpoint } from "./know-endpoint.ts";
import { answerWithProblems, sendProblem } from "./problems.ts";
import { addSecurityHeaders } from "./security-headers.ts";
import { checkWithZod } from "./serve.ts";
import { refuseUnreadable } from "./unreadable-requests.ts";

const BODY_BYTES = 1024 * 1024;
/** Scrapers and readers of the API look for these at the root. */
const ROOT_ALIASES = new Set(["/metrics", "/openapi.json"]);

/** How long a request may take to arrive. Fastify waits for ever by default. */
const PATIENCE = { headersMs: 20_000, requestMs: 120_000, lookEveryMs: 5_000 };

export async function createServer(log: FastifyBaseLogger, patience = PATIENCE): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    requestTimeout: patience.requestMs,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      // The guard looks at it, and answers with a problem.
      requireHostHeader: false,
    },
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    // Fastify's own refusal while it closes does not say when to come again; ours does.
    return503OnClosing: false,
    rewriteUrl: ({ url = "/" }) =>
      !url.startsWith(API) && ROOT_ALIASES.has(url.split("?")[0] ?? "") ? `${API}${url}` : url,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, error),
    routerOptions: { maxParamLength: 300 },
  });
  checkWithZod(app);
  answerWithProblems(app);
  acceptOnlyJson(app);
  // Read where somebody asks for one: machines send none.
  await app.register(cookie, { hook: false });
  knowEndpoint(app);
  addSecurityHeaders(app);
  await app.register(sse, { heartbeatInterval: 20_000 });
  return app;
}

function acceptOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    // Some clients name a type and send nothing, for example with DELETE.
    if (body === "") done(null, undefined);
    else void parse(request, body as string, done);
  });
  // Answers of machines: they flow on as they come.
  app.addContentTypeParser(["application/x-ndjson", "application/zip"], (_request, payload, done) =>
    done(null, payload),
  );
}
