import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { failure, progress, runStatus, runSummary, unreadableItem } from "./outcome.ts";
import { taskKind, taskOrigin } from "./task.ts";
import { byId, count, id, instant, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

/** What to tell a person about a failure: the cause, what it means, and what to do. */
export const hint = z.object({ cause: told, effect: told, action: told });
export type Hint = z.infer<typeof hint>;

export const run = z.object({
  id,
  taskId: id,
  attempt: count,
  kind: taskKind,
  origin: taskOrigin,
  agentId: id,
  hostname: z.string(),
  policyId: id.nullable(),
  policyName: z.string().nullable(),
  repositoryId: id,
  repositoryName: z.string(),
  status: runStatus,
  scheduledFor: instant.nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  exitCode: z.int().nullable(),
  failure: failure.nullable(),
  hint: hint.nullable(),
  summary: runSummary.nullable(),
  snapshotId: z.string().nullable(),
  itemCount: count,
  progress: progress.nullable(),
  logChunks: count,
  logBytes: count,
  /** Bytes of log beyond the cap of a run that were counted but not kept. */
  logCutBytes: count,
});
export type Run = z.infer<typeof run>;

export const runDetail = run.extend({ items: z.array(unreadableItem) });
export type RunDetail = z.infer<typeof runDetail>;

const runFilter = {
  agent: id.optional(),
  policy: id.optional(),
  repository: id.optional(),
  kind: taskKind.optional(),
  status: runStatus.optional(),
  from: instant.optional(),
  to: instant.optional(),
  q: z.string().max(200).optional(),
};

export const listRuns = endpoint({
  method: "GET",
  path: `${API}/runs`,
  access: "viewer",
  summary: "Runs, newest first",
  query: pageQuery.extend(runFilter),
  reply: page(run),
});

export const getRun = endpoint({
  method: "GET",
  path: `${API}/runs/:id`,
  access: "viewer",
  summary: "One run with its unreadable items",
  params: byId,
  reply: runDetail,
});

export const logLevel = z.enum(["debug", "info", "warn", "error"]);
export type LogLevel = z.infer<typeof logLevel>;

export const logLine = z.object({ seq: count, at: instant.nullable(), level: logLevel, text: z.string() });
export type LogLine = z.infer<typeof logLine>;

/** In the log of a run a line is `<instant> <level> <text>`; anything else is `info` without a time. */
export const readRunLog = endpoint({
  method: "GET",
  path: `${API}/runs/:id/log`,
  access: "viewer",
  summary: "Log lines of the chunks after `afterSeq`; ask again with `nextSeq` while the run goes on",
  params: byId,
  query: z.object({
    afterSeq: z.coerce.number().int().min(-1).default(-1),
    /** This level and worse. */
    level: logLevel.optional(),
    q: z.string().max(200).optional(),
  }),
  reply: z.object({
    lines: z.array(logLine),
    /** The number of the last chunk read; give it as the next `afterSeq`. */
    nextSeq: z.int(),
    /** More chunks are there already. */
    hasMore: z.boolean(),
    running: z.boolean(),
    cutBytes: count,
  }),
});

export const downloadRunLog = endpoint({
  method: "GET",
  path: `${API}/runs/:id/log.txt`,
  access: "viewer",
  summary: "The whole log as text",
  params: byId,
  reply: z.string(),
  replyMedia: "text/plain; charset=utf-8",
});

export const exportRuns = endpoint({
  method: "GET",
  path: `${API}/runs.csv`,
  access: "viewer",
  summary: "Runs as CSV, newest first, at most 100,000",
  query: z.object(runFilter),
  reply: z.string(),
  replyMedia: "text/csv; charset=utf-8",
});
