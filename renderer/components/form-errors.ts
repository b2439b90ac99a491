import type { ReactNode } from "react";
import type * as z from "zod";
import { ProblemError } from "#contract/call";
import { sayAgain } from "#contract/words/say";

export type FieldErrors = Record<string, string>;
/** As a form hands them to the parts that show them. */
export type ShownErrors = Readonly<Record<string, ReactNode>>;

const asIs = (path: string) => path;

/** What a contract schema finds wrong with what a form would send, by the form's own field names; the first of each field. */
export function formErrors(schema: z.ZodType, sent: unknown, fieldOf = asIs): FieldErrors {
  const issues = schema.safeParse(sent).error?.issues ?? [];
  return byField(
    issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
    fieldOf,
  );
}

/** The same for what the server found. */
export function serverErrors(error: unknown, fieldOf = asIs): FieldErrors {
  return error instanceof ProblemError ? byField(error.problem.errors ?? [], fieldOf) : {};
}

function byField(found: readonly { path: string; message: string }[], fieldOf: (path: string) => string) {
  const errors: FieldErrors = {};
  for (const { path, message } of found) errors[fieldOf(path)] ??= sentence(sayAgain(message));
  return errors;
}

const sentence = (message: string) => message.charAt(0).toUpperCase() + message.slice(1);
