import { type FieldError, type ProblemCode, problemKinds } from "#contract/problem";

/** A rule was broken by the caller. Knows nothing of HTTP; `http/problems.ts` makes the answer. */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly movedTo: string[] | undefined;
  constructor(
    code: ProblemCode,
    message: string = problemKinds[code].title,
    more: { fields?: FieldError[]; retryAfterSeconds?: number; movedTo?: string[]; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "DomainError";
    this.code = code;
    this.fields = more.fields ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.movedTo = more.movedTo;
  }
}

export function notFound(what: string): DomainError {
  return new DomainError("not-found", `There is no such ${what}. It may have been deleted.`);
}

export function invalidField(path: string, message: string): DomainError {
  return new DomainError("invalid-field", `${path}: ${message}`, { fields: [{ path, message }] });
}
