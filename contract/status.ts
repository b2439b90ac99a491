import * as z from "zod";
import { protection } from "./agents.ts";
import { endpoint } from "./endpoint.ts";
import { run } from "./runs.ts";
import { count, id, instant } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const problemSeverity = z.enum(["at-risk", "late", "warning"]);
export type ProblemSeverity = z.infer<typeof problemSeverity>;

/** Something a person should do, worst first, each with the one thing that helps. */
export const openProblem = z.object({
  severity: problemSeverity,
  agentId: id,
  hostname: z.string(),
  policyId: id.nullable(),
  policyName: z.string().nullable(),
  runId: id.nullable(),
  /** The one to look at with `open-repository`. */
  repositoryId: id.optional(),
  title: told,
  effect: told,
  action: z.enum(["open-run", "back-up-now", "open-agent", "create-policy", "open-repository"]),
});
export type OpenProblem = z.infer<typeof openProblem>;

export const verdictState = z.enum(["not-set-up", "protected", "late", "at-risk", "never", "paused"]);
export type VerdictState = z.infer<typeof verdictState>;

/** The one answer to "am I protected?" that page, tray and command line all show. */
export const status = z.object({
  verdict: z.object({ state: verdictState, sentence: told }),
  counts: z.record(protection, count),
  offline: count,
  /** The age that counts: the oldest last good backup over all policies in use. */
  oldestGoodAt: instant.nullable(),
  nextRunAt: instant.nullable(),
  /** The worst: at most 100 of machines, whatever their number. */
  problems: z.array(openProblem),
  /** How many there are in all. */
  problemCounts: z.record(problemSeverity, count),
  running: z.array(run),
  /** Where this orchestrator has moved to: nothing is begun here any more. Not there as long as it is here. */
  movedTo: z.array(z.string()).optional(),
});
export type Status = z.infer<typeof status>;

export const problemsInAll = ({
  problemCounts: { late, warning, ...counts },
}: Pick<Status, "problemCounts">) => counts["at-risk"] + late + warning;

export const getStatus = endpoint({
  method: "GET",
  path: `${API}/status`,
  access: "viewer",
  summary: "Am I protected, what runs, and what needs a person",
  query: z.object({ agent: id.optional() }),
  reply: status,
});

export const healthz = endpoint({
  method: "GET",
  path: "/healthz",
  access: "nobody",
  summary: "The process answers",
  reply: z.object({ status: z.literal("ok") }),
});

export const readyz = endpoint({
  method: "GET",
  path: "/readyz",
  access: "nobody",
  summary: "The database is open and the scheduler ticks",
  reply: z.object({ status: z.literal("ready") }),
});

export const getMetrics = endpoint({
  method: "GET",
  path: `${API}/metrics`,
  access: "viewer",
  summary: "Prometheus metrics",
  reply: z.string(),
  replyMedia: "text/plain; version=0.0.4; charset=utf-8",
});

export const getOpenApi = endpoint({
  method: "GET",
  path: `${API}/openapi.json`,
  access: "viewer",
  summary: "This API as an OpenAPI 3.1 document",
  reply: z.unknown(),
});
