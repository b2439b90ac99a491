import { Readable } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { pathOf } from "#contract/call";
import { answerQuestion, type Question } from "#contract/questions";
import { DomainError } from "../http/errors.ts";
import type { QuestionDesk } from "../questions/desk.ts";
import type { UpstreamClient } from "./client.ts";

type Deps = { desk: QuestionDesk; log: FastifyBaseLogger; signal: globalThis.AbortSignal };

/** Asks this machine's own agent what the orchestrator wants to know, and lets the answer flow there as it comes. Never throws. */
export async function passQuestionOn(
  { desk, log, signal }: Deps,
  client: UpstreamClient,
  agentId: string,
  question: Question,
): Promise<void> {
  const { questionId, kind, args, repository, deadlineMs } = question;
  const gone = new AbortController();
  const either = AbortSignal.any([signal, gone.signal]);
  try {
    const answer = await desk
      .ask({ agentId, kind, args, deadlineMs, signal: either, ...(repository && { repository }) })
      .catch((error: unknown) => refusal(error));
    const reply = await client.fetch(pathOf(answerQuestion, { params: { id: client.agentId, questionId } }), {
      method: answerQuestion.method,
      headers: { ...client.headers, "content-type": answerQuestion.requestMedia },
      body: answer,
      signal: either,
    });
    if (!reply.ok) log.info({ questionId, status: reply.status }, "an answer was not taken");
  } catch (error) {
    if (!signal.aborted) log.info({ err: error, questionId }, "an answer could not be passed on");
  } finally {
    gone.abort();
  }
}

/** As the agent itself would say it: the last line tells what is wrong. */
function refusal(error: unknown): Readable {
  const message = error instanceof DomainError ? error.message : "This machine could not answer.";
  return Readable.from([Buffer.from(`${JSON.stringify({ error: { code: "internal", message } })}\n`)]);
}
