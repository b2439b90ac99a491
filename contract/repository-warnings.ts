import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, id, instant, wholeList } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

export const repositoryWarningCode = z.enum([
  /** In the repository, and no run of ours made it. */
  "snapshot-unknown",
  /** Was in the repository, and no prune of ours removed it. */
  "snapshot-missing",
  /** Says that it is from another time than its run was. */
  "snapshot-time",
  /** A backup that looks like none of the ten before it. */
  "unusual-backup",
  "check-failed",
  "check-overdue",
  "prune-overdue",
  "copy-overdue",
  "drill-overdue",
  "space-low",
  "full-soon",
  "slow",
  "lock-left",
]);
export type RepositoryWarningCode = z.infer<typeof repositoryWarningCode>;

/** Something odd about a repository. One that freezes holds every prune back until a person acknowledges it. */
export const repositoryWarning = z.object({
  id,
  code: repositoryWarningCode,
  message: told,
  since: instant,
  freezes: z.boolean(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  agentId: id.nullable(),
  policyId: id.nullable(),
  runId: id.nullable(),
});
export type RepositoryWarning = z.infer<typeof repositoryWarning>;

export const listRepositoryWarnings = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/warnings`,
  access: "viewer",
  summary: "What is odd about a repository, newest first, with what was acknowledged in the last 90 days",
  params: byId,
  reply: wholeList(repositoryWarning),
});

/** Without `warningIds` everything that is open at this moment. */
export const acknowledgeWarnings = endpoint({
  method: "POST",
  path: `${API}/repositories/:id/acknowledge`,
  access: "admin",
  summary:
    "A person has looked at what is odd about a repository; retention goes on when nothing that freezes it is left",
  params: byId,
  body: z.strictObject({ warningIds: z.array(id).max(1_000).optional() }).default({}),
  reply: wholeList(repositoryWarning),
});
