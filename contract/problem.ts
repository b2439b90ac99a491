import * as z from "zod";
import { told } from "./words/told.ts";

/** The closed list of reasons for a refused request, each with its HTTP status and a title for people. */
export const problemKinds = {
  "malformed-request": { status: 400, title: "The request could not be read" },
  "sign-in-required": { status: 401, title: "Sign in first" },
  "wrong-credential": { status: 401, title: "That credential does not work" },
  "code-not-valid": { status: 401, title: "This code is not valid any more" },
  "not-allowed": { status: 403, title: "Not allowed" },
  "wrong-origin": { status: 403, title: "The request came from another site" },
  "not-found": { status: 404, title: "Not found" },
  "name-taken": { status: 409, title: "The name is taken" },
  "in-use": { status: 409, title: "Still in use" },
  "stale-attempt": { status: 409, title: "Another attempt has taken over" },
  "wrong-state": { status: 409, title: "Not possible in this state" },
  "already-set-up": { status: 409, title: "Already set up" },
  cancelled: { status: 410, title: "The task was stopped" },
  "changed-meanwhile": { status: 412, title: "Changed meanwhile" },
  "too-large": { status: 413, title: "Too large" },
  "unsupported-media-type": { status: 415, title: "Unsupported content type" },
  "invalid-field": { status: 422, title: "A field is wrong" },
  "protocol-too-old": { status: 426, title: "This agent is too old" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "not-your-orchestrator": { status: 502, title: "This is not your orchestrator" },
  "machine-did-not-answer": { status: 504, title: "The machine did not answer" },
  "machine-refused": { status: 502, title: "The machine could not do it" },
  "no-agent-for-repository": { status: 503, title: "No machine can reach this repository now" },
  moved: { status: 503, title: "This Holdfast has moved to another computer" },
  "starting-or-stopping": { status: 503, title: "Holdfast is starting or stopping" },
  internal: { status: 500, title: "Something went wrong inside Holdfast" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemKinds;
export const problemCode = z.enum(Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]]);

export const fieldError = z.object({ path: z.string(), message: told });
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457. `code` is what programs switch on, `detail` is what people read. */
export const problem = z.object({
  type: z.string(),
  title: told,
  status: z.int(),
  detail: told.optional(),
  instance: z.string().optional(),
  code: z.string(),
  errors: z.array(fieldError).optional(),
  /** With `moved`: where it is now. */
  movedTo: z.array(z.string()).max(4).optional(),
});
export type Problem = z.infer<typeof problem>;
