import type { FastifyReply } from "fastify";
import { DomainError } from "../http/errors.ts";

/** Aborts when the caller has hung up: nobody is left to tell, so nothing more need be asked. */
export function whenGone(reply: FastifyReply): globalThis.AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () =>
    gone.abort(new DomainError("machine-did-not-answer", "The caller did not wait for the answer.")),
  );
  return gone.signal;
}
