import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { treeEntry } from "./questions.ts";
import { overwriteMode } from "./task.ts";
import { task } from "./tasks.ts";
import { byId, count, id, instant, page, pageQuery } from "./values.ts";
import { API } from "./version.ts";

const snapshotId = z.string().regex(/^[0-9a-f]{8,64}$/, "is not a snapshot id");

export const snapshot = z.object({
  id: z.string(),
  repositoryId: id,
  /** Absent where Holdfast did not make it. */
  agentId: id.nullable(),
  policyId: id.nullable(),
  policyName: z.string().nullable(),
  runId: id.nullable(),
  hostname: z.string(),
  time: z.string(),
  receivedAt: instant,
  paths: z.array(z.string()),
  tags: z.array(z.string()),
  filesProcessed: count.nullable(),
  bytesProcessed: count.nullable(),
  dataAddedBytes: count.nullable(),
  /** Seen in a listing of the repository, or so far only reported by a run. */
  listed: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshot>;

export const listSnapshots = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/snapshots`,
  access: "viewer",
  summary: "The snapshots that Holdfast knows of a repository, newest first",
  params: byId,
  query: pageQuery.extend({ agent: id.optional(), policy: id.optional() }),
  reply: page(snapshot),
});

export const readTree = endpoint({
  method: "GET",
  path: `${API}/snapshots/:snapshotId/tree`,
  access: "viewer",
  summary: "One folder of a snapshot: folders first, then by name",
  params: z.object({ snapshotId }),
  query: pageQuery.extend({
    repository: id,
    path: z.string().startsWith("/").max(4_096).default("/"),
    limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
    agent: id.optional(),
  }),
  reply: page(treeEntry).extend({ path: z.string() }),
});

/** Without `target` into a new folder below the home folder, named by snapshot and date. */
export const createRestore = endpoint({
  method: "POST",
  path: `${API}/restores`,
  access: "admin",
  summary: "Bring files back",
  body: z
    .strictObject({
      repositoryId: id,
      snapshotId,
      agentId: id.optional(),
      paths: z.array(z.string().startsWith("/").max(4_096)).max(100).default([]),
      target: z
        .string()
        .max(4_096)
        .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, "must be an absolute path")
        .optional(),
      inPlace: z.boolean().default(false),
      overwrite: overwriteMode.default("never"),
      dryRun: z.boolean().default(false),
    })
    .refine((body) => !(body.inPlace && body.target !== undefined), {
      error: "a restore in place has no target folder",
      path: ["target"],
    }),
  reply: task,
  status: 201,
});
