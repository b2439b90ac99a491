import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { failureCode } from "./outcome.ts";
import { repositoryAccess } from "./repository.ts";
import { id } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const questionKind = z.enum([
  "ls",
  "find",
  "diff",
  "dump",
  "probe",
  "locks",
  "keys",
  "stats",
  "forget-plan",
  "try",
  "diagnose",
  "restore-plan",
  "health",
  "folders",
  "folder-sizes",
]);
export type QuestionKind = z.infer<typeof questionKind>;

/** Asked by a person who waits; answered as a stream, never stored. `args` is checked by the schema of its kind. */
export const question = z.object({
  questionId: id,
  kind: questionKind,
  args: z.unknown(),
  repository: repositoryAccess.optional(),
  deadlineMs: z.int().min(1),
});
export type Question = z.infer<typeof question>;

export const probeStepName = z.enum(["reach", "tls", "sign-in", "repository", "write"]);

export const probeStep = z.object({
  step: probeStepName,
  status: z.enum(["ok", "failed", "skipped"]),
  ms: z.number().min(0),
  /** Why it failed or was left out, what that means and what to do; sentences for people. */
  message: told.optional(),
  /** Of a step that failed: the failure that a run would end with. */
  code: failureCode.optional(),
  /** At `tls` of sftp: the keys that the server shows, where they are not the ones that it should show. */
  hostKey: z.string().max(20_000).optional(),
  /** At `write`: whether this sign-in can add but not delete; absent where it could not be found out. */
  appendOnly: z.boolean().optional(),
});
export type ProbeStep = z.infer<typeof probeStep>;

/** The last line of a refused or broken answer. */
export const answerError = z.object({ error: z.object({ code: z.string(), message: told }) });

/** Answers are NDJSON, one value a line by the schema of the kind; only `dump` answers with the bytes of a zip file. */
export const answerQuestion = endpoint({
  method: "POST",
  path: `${API}/agents/:id/questions/:questionId/answer`,
  access: "agent",
  summary: "Stream the answer to a question to the person who waits for it",
  params: z.object({ id, questionId: id }),
  reply: z.undefined(),
  status: 204,
  requestMedia: "application/x-ndjson",
});
