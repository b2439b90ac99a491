import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { answerQuestion } from "#contract/questions";
import { DomainError, notFound } from "../http/errors.ts";
import { serveStream } from "../http/serve.ts";
import type { QuestionDesk } from "./desk.ts";

export function questionRoutes(app: FastifyInstance, { desk }: { desk: QuestionDesk }): void {
  serveStream(
    app,
    answerQuestion,
  )(async ({ params }, request, reply) => {
    if (!(request.body instanceof Readable)) {
      throw new DomainError("unsupported-media-type", "An answer is sent as application/x-ndjson.");
    }
    if (!(await desk.answer(params.id, params.questionId, request.body))) throw notFound("question");
    // The asker went: only a cut connection tells the machine to stop in the middle of its answer.
    if (!request.body.readableEnded) reply.raw.destroy();
    return reply.code(204).send();
  });
}
