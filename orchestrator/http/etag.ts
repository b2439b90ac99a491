import type { FastifyRequest } from "fastify";
import { DomainError } from "./errors.ts";

/** The revision of an If-Match header; undefined where the caller does not care. */
export function ifMatch(request: FastifyRequest): number | undefined {
  const header = request.headers["if-match"];
  if (header === undefined || header === "*") return undefined;
  const revision = /^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1];
  if (revision === undefined)
    throw new DomainError("changed-meanwhile", 'If-Match must hold a revision, like "3".');
  return Number(revision);
}
