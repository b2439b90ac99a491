import * as z from "zod";
import { count } from "./values.ts";

export const snapshotId = z.string().regex(/^[0-9a-f]{8,64}$/, "is not a snapshot id");
export const snapshotPath = z.string().startsWith("/", "must begin with a slash").max(4_096);

export const entryType = z.enum(["file", "dir", "symlink", "other"]);

/** Bytes of a name that are no UTF-8 are shown as U+FFFD; a path with them still finds its file. */
export const treeEntry = z.object({
  path: z.string(),
  name: z.string(),
  type: entryType,
  sizeBytes: z.number().min(0).optional(),
  modifiedAt: z.string().optional(),
});
export type TreeEntry = z.infer<typeof treeEntry>;

/** One directory of a snapshot, not what lies below its folders: at most `limit` entries in the order for people, after one of them. */
export const lsArgs = z.object({
  snapshotId,
  path: snapshotPath,
  limit: z.int().min(1).default(1_000_000),
  after: treeEntry.pick({ name: true, type: true }).optional(),
});
export type LsArgs = z.infer<typeof lsArgs>;

/** By a part of the name, or the whole path of one file or folder. */
export const findArgs = z.object({
  by: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("name"), name: z.string().min(1).max(255) }),
    z.object({ kind: z.literal("path"), path: snapshotPath }),
  ]),
  host: z.string().max(255).optional(),
  limit: z.int().min(1),
});
export type FindArgs = z.infer<typeof findArgs>;

export const foundEntry = treeEntry.extend({ snapshotId: z.string() });
export type FoundEntry = z.infer<typeof foundEntry>;

/** `skip` changes below `path` are counted only, the next `limit` are told. */
export const diffArgs = z.object({
  a: snapshotId,
  b: snapshotId,
  path: snapshotPath,
  skip: count,
  limit: z.int().min(1),
});
export type DiffArgs = z.infer<typeof diffArgs>;

export const diffChange = z.object({
  path: z.string(),
  isFolder: z.boolean(),
  /** `damaged`: the content differs although size and times are the same. */
  change: z.enum(["added", "removed", "modified", "type-changed", "metadata", "damaged"]),
});
export type DiffChange = z.infer<typeof diffChange>;

/** Files and folders below `path`; the bytes are those of the two whole snapshots. */
export const diffTotals = z.object({
  added: count,
  removed: count,
  modified: count,
  addedBytes: count.nullable(),
  removedBytes: count.nullable(),
});
export type DiffTotals = z.infer<typeof diffTotals>;

/** The changes one by one, then the totals. */
export const diffLine = z.union([diffChange, z.object({ totals: diffTotals })]);

export const dumpArgs = z.object({ snapshotId, paths: z.array(snapshotPath).min(1).max(100) });
