import * as z from "zod";
import {
  diffChange,
  diffTotals,
  entryType,
  foundEntry,
  snapshotId,
  snapshotPath,
  treeEntry,
} from "./browse.ts";
import { endpoint } from "./endpoint.ts";
import { overwriteMode } from "./task.ts";
import { task } from "./tasks.ts";
import { byId, count, id, instant, page, pageQuery, timeZone } from "./values.ts";
import { API } from "./version.ts";

/** No run made it, or it bears another time than its run had. */
export const snapshotDoubt = z.enum(["unknown", "time"]);

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
  /** Nobody vouches for it, acknowledged or not. */
  doubt: snapshotDoubt.nullable(),
});
export type Snapshot = z.infer<typeof snapshot>;

export const listSnapshots = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/snapshots`,
  access: "viewer",
  summary: "The snapshots that Holdfast knows of a repository, newest first",
  params: byId,
  query: pageQuery.extend({
    agent: id.optional(),
    policy: id.optional(),
    /** Made at or after, and before, these instants. */
    from: instant.optional(),
    to: instant.optional(),
    tag: z.string().max(255).optional(),
  }),
  reply: page(snapshot),
});

/** A day by the calendar of the asker's zone, with its newest snapshot and the repository that holds that. */
export const snapshotDay = z.object({ day: z.iso.date(), count, newestId: z.string(), repositoryId: id });
export type SnapshotDay = z.infer<typeof snapshotDay>;

export const listSnapshotDays = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/snapshots/days`,
  access: "viewer",
  summary: "The days that have snapshots, newest first",
  params: byId,
  query: z.object({
    timeZone: timeZone.default("UTC"),
    agent: id.optional(),
    policy: id.optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  reply: page(snapshotDay),
});

export const readTree = endpoint({
  method: "GET",
  path: `${API}/snapshots/:snapshotId/tree`,
  access: "viewer",
  summary: "One folder of a snapshot: folders first, then by name",
  params: z.object({ snapshotId }),
  query: pageQuery.extend({
    repository: id,
    path: snapshotPath.default("/"),
    limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
    /** Holds a whole name. */
    cursor: z.string().max(4_000).optional(),
    agent: id.optional(),
  }),
  reply: page(treeEntry).extend({ path: z.string() }),
});

/** What the ledger knows of the snapshot that something was found in; empty where it does not know it. */
const inSnapshot = { snapshotTime: z.string().nullable(), hostname: z.string().nullable() };

export const foundFile = foundEntry.extend(inSnapshot);
export type FoundFile = z.infer<typeof foundFile>;

export const findFiles = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/find`,
  access: "viewer",
  summary: "Files and folders by name, or a part of it, over all snapshots, newest first",
  params: byId,
  query: z.object({
    /** A part of the name; with `*` or `?` the whole name. */
    name: z.string().min(1).max(255),
    /** Only in the snapshots of the machine that restic calls so. */
    host: z.string().max(255).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    cursor: z.string().max(500).optional(),
    agent: id.optional(),
  }),
  /** Not complete: there are more than were looked for. */
  reply: page(foundFile).extend({ complete: z.boolean() }),
});

export const fileVersion = z.object({
  ...inSnapshot,
  /** The newest snapshot that holds this version, and how many do. */
  snapshotId: z.string(),
  snapshotCount: count,
  type: entryType,
  sizeBytes: z.number().min(0).nullable(),
  modifiedAt: z.string().nullable(),
});
export type FileVersion = z.infer<typeof fileVersion>;

export const listVersions = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/versions`,
  access: "viewer",
  summary: "The versions of one file over all snapshots, newest first",
  params: byId,
  query: z.object({ path: snapshotPath, host: z.string().max(255).optional(), agent: id.optional() }),
  reply: page(fileVersion).extend({ path: z.string(), complete: z.boolean() }),
});

export const diffSnapshots = endpoint({
  method: "GET",
  path: `${API}/snapshots/diff`,
  access: "viewer",
  summary: "What changed from snapshot a to snapshot b",
  query: pageQuery.extend({
    repository: id,
    a: snapshotId,
    b: snapshotId,
    /** Only what changed in this folder and below. */
    path: snapshotPath.default("/"),
    limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
    agent: id.optional(),
  }),
  reply: page(diffChange).extend({ a: z.string(), b: z.string(), totals: diffTotals }),
});

export const downloadFiles = endpoint({
  method: "GET",
  path: `${API}/snapshots/:snapshotId/download`,
  access: "admin",
  summary: "Files and folders of a snapshot as a zip; written to the audit log",
  params: z.object({ snapshotId }),
  query: z.object({
    /** Left out: the one that the snapshot is known to be in. */
    repository: id.optional(),
    /** May be given several times. */
    path: z
      .union([snapshotPath.transform((path) => [path]), z.array(snapshotPath).min(1).max(100)])
      .default(["/"]),
    agent: id.optional(),
  }),
  reply: z.string(),
  replyMedia: "application/zip",
});

/** Without `target` into a new folder below the home folder, named by snapshot and date. */
export const restoreBody = z
  .strictObject({
    repositoryId: id,
    snapshotId,
    /** The machine that gets the files, also another one than made the snapshot; without it the local one. */
    agentId: id.optional(),
    paths: z.array(snapshotPath).max(100).default([]),
    target: z
      .string()
      .max(4_096)
      .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/, "must be an absolute path")
      .optional(),
    inPlace: z.boolean().default(false),
    overwrite: overwriteMode.default("never"),
    dryRun: z.boolean().default(false),
    verify: z.boolean().default(false),
  })
  .refine((body) => !(body.inPlace && body.target !== undefined), {
    error: "a restore in place has no target folder",
    path: ["target"],
  });

export const createRestore = endpoint({
  method: "POST",
  path: `${API}/restores`,
  access: "admin",
  summary: "Bring files back",
  body: restoreBody,
  reply: task,
  status: 201,
});
