import type * as z from "zod";

/**
 * Who may call: `nobody` needs no credential, `enrolment` a join code or agent key, `agent` the key of the agent named in the path,
 * `viewer` and `admin` a person, a token or the local shell of at least that role, `agent-or-viewer` either.
 */
export type Access = "nobody" | "enrolment" | "agent" | "agent-or-viewer" | "viewer" | "admin";

/** One HTTP operation: the orchestrator serves it, the agent or the UI calls it, nobody repeats its path. */
export type Endpoint = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  access: Access;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  reply: z.ZodType;
  /** Success status; 200 where it is not given. A handler may choose another of `alsoStatus`. */
  status?: 200 | 201 | 202 | 204;
  alsoStatus?: readonly (200 | 201 | 304)[];
  /** Set where the request or the reply is not JSON. Such an endpoint is served as a stream and not by `call`. */
  requestMedia?: string;
  replyMedia?: string;
};

type Part<
  E extends Endpoint,
  K extends "params" | "query" | "body",
  Side extends "in" | "out",
> = E[K] extends z.ZodType
  ? { [P in K]: Side extends "in" ? z.input<E[K]> : z.output<E[K]> }
  : Record<never, never>;

/** What a caller must supply. */
export type CallInput<E extends Endpoint> = Part<E, "params", "in"> &
  Part<E, "query", "in"> &
  Part<E, "body", "in">;

/** What a handler receives, already validated. */
export type Validated<E extends Endpoint> = Part<E, "params", "out"> &
  Part<E, "query", "out"> &
  Part<E, "body", "out">;

export type Reply<E extends Endpoint> = z.output<E["reply"]>;
/** What a handler returns, before defaults are filled in. */
export type ReplyInput<E extends Endpoint> = z.input<E["reply"]>;

export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}
