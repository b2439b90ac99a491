import * as z from "zod";

const number = z.number().finite().optional().catch(undefined);
const text = z.string().optional().catch(undefined);
/** An id that is not one proves nothing. Short ones are from old versions. */
const hexId = z
  .string()
  .regex(/^[0-9a-f]{8,64}$/)
  .optional()
  .catch(undefined);

const status = z.looseObject({
  message_type: z.literal("status"),
  percent_done: number,
  seconds_remaining: number,
  total_files: number,
  files_done: number,
  total_bytes: number,
  bytes_done: number,
  error_count: number,
  current_files: z.array(z.string()).optional().catch(undefined),
  files_restored: number,
  files_skipped: number,
  bytes_restored: number,
  bytes_skipped: number,
});
export type StatusMessage = z.infer<typeof status>;

const summary = z.looseObject({
  message_type: z.literal("summary"),
  files_new: number,
  files_changed: number,
  files_unmodified: number,
  dirs_new: number,
  dirs_changed: number,
  dirs_unmodified: number,
  data_added: number,
  data_added_packed: number,
  total_files_processed: number,
  total_bytes_processed: number,
  total_duration: number,
  snapshot_id: hexId,
  dry_run: z.boolean().optional().catch(undefined),
  total_files: number,
  files_restored: number,
  files_skipped: number,
  total_bytes: number,
  bytes_restored: number,
  bytes_skipped: number,
});
export type SummaryMessage = z.infer<typeof summary>;

/** `error` is `{ message }` in newer versions, an object of Go's fields or nothing at all in old ones, a plain string in check. */
const error = z.looseObject({
  message_type: z.literal("error"),
  error: z.unknown().optional(),
  message: text,
  during: text,
  item: text,
});
export type ErrorMessage = z.infer<typeof error>;

const exitError = z.looseObject({
  message_type: z.literal("exit_error"),
  code: number,
  message: z.string().catch(""),
});

const initialized = z.looseObject({ message_type: z.literal("initialized"), id: hexId });

const message = z.discriminatedUnion("message_type", [status, summary, error, exitError, initialized]);
export type ResticMessage = z.infer<typeof message>;

/** One line of restic with --json; undefined for plain text, which both streams hold at any time, and for what we do not know. */
export function parseMessage(line: string): ResticMessage | undefined {
  return message.safeParse(parseJson(line)).data;
}

export function parseJson(line: string): unknown {
  if (!/^\s*[[{]/.test(line)) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const ERRNO: Record<number, string> = {
  2: "no such file or directory",
  13: "permission denied",
  5: "input/output error",
};
const worded = z.object({ message: z.string() });
const goError = z.object({ Op: z.string().optional(), Err: z.number() });

/** restic's words for one item, or our own where an old version gives none. */
export function wordsOf(thrown: ErrorMessage): string {
  if (typeof thrown.error === "string") return thrown.error;
  const withMessage = worded.safeParse(thrown.error);
  if (withMessage.success) return withMessage.data.message;
  const coded = goError.safeParse(thrown.error);
  if (coded.success) return ERRNO[coded.data.Err] ?? `error ${coded.data.Err}`;
  return thrown.message ?? "could not be read";
}
