import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import { type FieldError, type Problem, type ProblemCode, problemKinds } from "#contract/problem";
import { DomainError } from "./errors.ts";

/** The only place where an error becomes an HTTP answer. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new DomainError("not-found", `There is nothing at ${request.url.split("?")[0]}.`),
    ),
  );
}

/** Also for what the framework refuses before a route is found. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: Error): FastifyReply {
  const answer = toProblem(error);
  if (answer.status >= 500 && !(error instanceof DomainError))
    request.log.error({ err: error }, "request failed");
  const retryAfter = error instanceof DomainError ? error.retryAfterSeconds : undefined;
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  if (answer.status === 401) void reply.header("www-authenticate", "Bearer");
  return reply
    .code(answer.status)
    .type("application/problem+json")
    .serializer(JSON.stringify)
    .send({ ...answer, instance: request.url.split("?")[0] });
}

function toProblem(error: Error): Problem {
  if (error instanceof DomainError) {
    const told = problemOf(error.code, error.message, error.fields);
    return error.movedTo === undefined ? told : { ...told, movedTo: error.movedTo };
  }
  if (error instanceof z.ZodError && "validationContext" in error) {
    return wrongRequest(error, String(error.validationContext));
  }
  return problemOf(fastifyCode(error), isOurs(error) ? undefined : error.message);
}

function wrongRequest(error: z.ZodError, context: string): Problem {
  if (context === "params") return problemOf("not-found", "There is nothing under that id.");
  const fields = error.issues.flatMap(toFieldErrors);
  const named = fields.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return problemOf("invalid-field", `${named.slice(0, 3).join("; ")}${named.length > 3 ? " …" : ""}`, fields);
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      message: "is not a field that can be given here",
    }));
  }
  return [{ path: path.join("."), message: issue.message }];
}

function problemOf(code: ProblemCode, detail?: string, fields: FieldError[] = []): Problem {
  const { status, title } = problemKinds[code];
  return {
    type: `/problems/${code}`,
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(fields.length > 0 && { errors: fields }),
  };
}

const statusCodes: Record<number, ProblemCode> = {
  400: "malformed-request",
  404: "not-found",
  406: "unsupported-media-type",
  413: "too-large",
  414: "too-large",
  415: "unsupported-media-type",
  429: "too-many-requests",
  431: "too-large",
  503: "starting-or-stopping",
};

function fastifyCode(error: Error): ProblemCode {
  const status = "statusCode" in error ? Number(error.statusCode) : 500;
  return statusCodes[status] ?? (status >= 400 && status < 500 ? "malformed-request" : "internal");
}

/** A zod error without a validation context is a bad reply of our own: its text is for the log, not for the caller. */
function isOurs(error: Error): boolean {
  return error instanceof z.ZodError || fastifyCode(error) === "internal";
}
