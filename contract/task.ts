import * as z from "zod";
import { repositoryAccess } from "./repository.ts";
import { count, id, instant } from "./values.ts";

export const taskKind = z.enum([
  "backup",
  "check",
  "prune",
  "restore",
  "snapshots",
  "init",
  "unlock",
  "copy",
  "repair",
  "drill",
]);
export type TaskKind = z.infer<typeof taskKind>;

export const taskOrigin = z.enum(["schedule", "manual", "retry", "catch-up"]);
export type TaskOrigin = z.infer<typeof taskOrigin>;

export const excludeOptions = z.strictObject({
  /** Leave out folders that carry a CACHEDIR.TAG. */
  caches: z.boolean().default(true),
  /** Leave out folders that hold a file of this name, for example `.nobackup`. */
  ifPresent: z.array(z.string().min(1).max(255)).max(20).default([]),
  largerThanBytes: z.int().min(1).optional(),
  /** Leave out files that are only placeholders of a cloud drive, where restic can tell. */
  cloudFiles: z.boolean().default(false),
  oneFileSystem: z.boolean().default(false),
});

export const compression = z.enum(["auto", "off", "max"]);

/** Scripts in the machine's own hook folder, by their file names; what they may be is for its administrator to say. */
const hookName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    "must be the plain name of a file in the machine's hook folder",
  );
export const hookNames = z.strictObject({
  /** One that fails keeps the backup from beginning. */
  before: hookName.optional(),
  /** After a backup that was made, whole or with files left out. */
  after: hookName.optional(),
  /** After one that was not: it failed, was stopped or was interrupted. */
  onFailure: hookName.optional(),
  timeoutSeconds: z.int().min(1).max(86_400).optional(),
});
export type HookNames = z.infer<typeof hookNames>;

export const packSizeMiB = z.int().min(4, "at least 4 MiB").max(128, "at most 128 MiB");

export const backupSpec = z.object({
  include: z.array(z.string()).min(1).max(100),
  /** Those of `include` whose absence is no failure. */
  optionalPaths: z.array(z.string()).default([]),
  exclude: z.array(z.string()).max(1_000),
  excludeOptions,
  tags: z.array(z.string()),
  host: z.string(),
  /** The machine has not worked with this repository yet: it opens it first, and makes it where restic says that there is none. */
  firstContact: z.boolean().optional(),
  readConcurrency: z.int().min(1).max(64).optional(),
  compression: compression.optional(),
  packSizeMiB: packSizeMiB.optional(),
  /** Reads from a snapshot of the volume (VSS), so that open files are saved too: on Windows, with an administrator's rights. */
  useFsSnapshot: z.boolean().optional(),
  hooks: hookNames.optional(),
});
export type BackupSpec = z.infer<typeof backupSpec>;

export const overwriteMode = z.enum(["never", "if-newer", "if-changed", "always"]);

export const restoreSpec = z.object({
  snapshotId: z.string().regex(/^[0-9a-f]{8,64}$/),
  /** Absolute paths inside the snapshot; empty means all of it. */
  paths: z.array(z.string().startsWith("/")).max(100),
  /** Absolute folder; absent means a new folder below the home folder, named by snapshot and date. */
  target: z.string().optional(),
  /** Back to where the files came from. */
  inPlace: z.boolean(),
  overwrite: overwriteMode,
  dryRun: z.boolean(),
  /** Reads every file again that was written, and compares it with the hashes of the backup. */
  verify: z.boolean().default(false),
});
export type RestoreSpec = z.infer<typeof restoreSpec>;

export const taskLimits = z.object({
  maxRuntimeSeconds: count,
  /** No progress for this long ends the run as `stalled`. */
  stallSeconds: count,
  bandwidthUpKiBps: z.int().min(1).optional(),
  bandwidthDownKiBps: z.int().min(1).optional(),
});
export type TaskLimits = z.infer<typeof taskLimits>;

/** What an agent gets to do. `spec` is checked by the schema of its kind just before it runs. */
export const taskOffer = z.object({
  taskId: id,
  attempt: z.int().min(1),
  leaseToken: z.string(),
  kind: taskKind,
  policyId: id.optional(),
  policyName: z.string().optional(),
  policyRevision: count.optional(),
  slot: z.object({ key: z.string(), scheduledFor: instant }).optional(),
  origin: taskOrigin,
  repository: repositoryAccess,
  spec: z.unknown(),
  limits: taskLimits,
  /** restic's host names of the other machines: a lock of theirs is theirs. Without them no lock is removed without a person. */
  otherHostnames: z.array(z.string()).optional(),
  createdAt: instant,
});
export type TaskOffer = z.infer<typeof taskOffer>;
