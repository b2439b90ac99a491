import type { CallInput, Endpoint, Reply } from "./endpoint.ts";
import { type Problem, problem } from "./problem.ts";
import { sayAgain } from "./words/say.ts";

type Answer = {
  ok: boolean;
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
};
type Request = { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal };
/** Structural, so that the browser's fetch, Node's and one that calls a server in the same process all fit. */
export type Fetch = (url: string, init: Request) => Promise<Answer>;
/** One that can also send a body while it is being made: the answer to a question. */
export type StreamingFetch = (
  url: string,
  init: Omit<Request, "body"> & { body?: string | AsyncIterable<Uint8Array> },
) => Promise<Answer>;

/** The server refused: `problem.code` says why, the message is fit to be shown. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly retryAfterSeconds: number | undefined;
  constructor(thrown: Problem, retryAfterSeconds?: number) {
    super(thrown.detail ?? thrown.title);
    this.name = "ProblemError";
    this.problem = thrown;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

type LooseInput = {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
};
type CallOptions = { signal?: AbortSignal; headers?: Record<string, string> };
export type Call = <E extends Endpoint>(
  target: E,
  input: CallInput<E>,
  options?: CallOptions,
) => Promise<Reply<E>>;

/** A typed client: `await call(cancelTask, { params: { id } })`. Throws ProblemError for every reply that is not a success. */
export function createCaller(options: {
  baseUrl: string;
  fetch: Fetch;
  headers?: () => Record<string, string>;
}): Call {
  return async (target, input, { signal, headers = {} } = {}) => {
    const { body } = input as LooseInput;
    const answer = await options.fetch(`${options.baseUrl}${pathOf(target, input)}`, {
      method: target.method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers?.(),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await answer.text();
    if (!answer.ok) throw problemFrom(answer, text);
    return target.reply.parse(text === "" ? undefined : JSON.parse(text)) as Reply<typeof target>;
  };
}

/** Path and query of one call, with the parameters filled in and encoded. */
export function pathOf<E extends Endpoint>(target: E, input: CallInput<E>): string {
  const { params = {}, query = {} } = input as LooseInput;
  const path = target.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = Object.entries(query)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]))
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("&");
  return search === "" ? path : `${path}?${search}`;
}

/** What a reply that is no success says. */
export function problemFrom(answer: Pick<Answer, "status" | "headers">, text: string): ProblemError {
  const retryAfter = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const seconds = Number.isFinite(retryAfter) ? retryAfter : undefined;
  return new ProblemError(parseProblem(text) ?? unreadable(answer.status), seconds);
}

function parseProblem(text: string): Problem | undefined {
  try {
    return problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function unreadable(status: number): Problem {
  return {
    type: "about:blank",
    title: sayAgain(`Something other than Holdfast answered (HTTP ${status})`),
    status,
    code: "internal",
  };
}
