import * as z from "zod";
import { repositoryLock } from "./repository-lock.ts";
import { count, id, instant } from "./values.ts";
import { toldUpTo } from "./words/told.ts";

/** How one attempt ended, as the agent reports it. */
export const outcome = z.enum(["success", "warning", "failure", "cancelled", "interrupted"]);
export type Outcome = z.infer<typeof outcome>;

/** What a run shows: its outcome, or that it goes on, or that nobody knows. */
export const runStatus = z.enum(["running", ...outcome.options, "lost"]);
export type RunStatus = z.infer<typeof runStatus>;

export const failureCode = z.enum([
  "wrong-password",
  "repository-missing",
  "repository-locked",
  "repository-unreachable",
  "repository-full",
  "repository-damaged",
  "access-denied",
  "tls-untrusted",
  "source-missing",
  "source-unreadable",
  "local-disk-full",
  "restic-missing",
  "restic-too-old",
  "restic-crashed",
  "stalled",
  "timed-out",
  "interrupted",
  "cancelled",
  "agent-lost",
  "not-allowed-here",
  "hook-failed",
  "internal",
]);
export type FailureCode = z.infer<typeof failureCode>;

/** `message` is one sentence for people; `detail` is restic's own words, secrets removed. */
export const failure = z.object({
  code: failureCode,
  message: toldUpTo(2_000),
  detail: z.string().max(8_000).optional(),
});
export type Failure = z.infer<typeof failure>;

/** restic's numbers of a backup or restore, under our naming; a number that restic left out is absent. */
export const runSummary = z.looseObject({
  filesNew: count.optional(),
  filesChanged: count.optional(),
  filesUnmodified: count.optional(),
  dirsNew: count.optional(),
  dirsChanged: count.optional(),
  dirsUnmodified: count.optional(),
  dataAddedBytes: count.optional(),
  dataAddedPackedBytes: count.optional(),
  filesProcessed: count.optional(),
  bytesProcessed: count.optional(),
  filesRestored: count.optional(),
  bytesRestored: count.optional(),
  filesSkipped: count.optional(),
  /** Every file that a restore was to bring back was read, and equals the backup. */
  contentVerified: z.boolean().optional(),
  /** Of a restore drill: files that were tried, that came back and equal the hashes of the backup, that were compared with the live ones. */
  drillSnapshotId: z.string().max(64).optional(),
  filesChosen: count.optional(),
  filesVerified: count.optional(),
  filesCompared: count.optional(),
  filesDiffering: count.optional(),
  snapshotCount: count.optional(),
  durationSeconds: z.number().min(0).optional(),
  repositoryCreated: z.boolean().optional(),
  unchanged: z.boolean().optional(),
  snapshotsKept: count.optional(),
  snapshotsRemoved: count.optional(),
  /** What each policy's retention left of each machine's snapshots. */
  retained: z
    .array(z.object({ policyId: id, host: z.string(), kept: count, removed: count }))
    .max(10_000)
    .optional(),
  bytesFreed: count.optional(),
  bytesRemaining: count.optional(),
  packsDeleted: count.optional(),
  packsRepacked: count.optional(),
  errorsFound: count.optional(),
  brokenPacks: count.optional(),
  bytesStored: count.optional(),
  /** The part of the stored data that a check has read, as `3/30`. */
  dataCheckedSubset: z.string().max(20).optional(),
  /** The packs that a check named broken, the first of them. */
  brokenPackIds: z.array(z.string().max(64)).max(1_000).optional(),
  suggestsRepairIndex: z.boolean().optional(),
  snapshotsRepaired: count.optional(),
  snapshotsCopied: count.optional(),
  locksRemoved: count.optional(),
  locksLeft: count.optional(),
  /** What is odd about this backup beside the ones before it; sentences. */
  unusual: z.array(toldUpTo(500)).max(10).optional(),
  /** Files of a restore that broke off may be half written, until another attempt has come to a good end. */
  isIncomplete: z.boolean().optional(),
  /** The folder that a restore wrote into. */
  restoredTo: z.string().max(4_096).optional(),
  /** Where what it overwrote was kept, until somebody deletes it. */
  keptIn: z.string().max(4_096).optional(),
  filesKept: count.optional(),
  bytesKept: count.optional(),
  /** What it overwrote without a copy, and why; sentences. */
  notKept: z.array(toldUpTo(500)).max(10).optional(),
});
export type RunSummary = z.infer<typeof runSummary>;

/** Something restic could not read or write, with its own words. */
export const unreadableItem = z.object({
  path: z.string().max(8_000),
  message: toldUpTo(1_000),
  during: z.string().max(50).optional(),
});
export type UnreadableItem = z.infer<typeof unreadableItem>;

export const MAX_ITEMS = 1_000;

export const progress = z.object({
  phase: z.string().max(50),
  /** A share of one, as restic tells it; whoever tells percents is understood. */
  percentDone: z
    .number()
    .min(0)
    .max(100)
    .overwrite((done) => (done > 1 ? done / 100 : done))
    .meta({ maximum: 1 })
    .optional(),
  filesDone: count,
  filesTotal: count.optional(),
  bytesDone: count,
  bytesTotal: count.optional(),
  secondsRemaining: count.optional(),
  currentFiles: z.array(z.string().max(8_000)).max(8).optional(),
  errorCount: count,
});
export type Progress = z.infer<typeof progress>;

/** A snapshot as restic lists it. */
export const snapshotEntry = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  time: z.string(),
  hostname: z.string(),
  username: z.string().optional(),
  paths: z.array(z.string()),
  tags: z.array(z.string()),
  tree: z.string().optional(),
  parent: z.string().optional(),
  filesProcessed: count.optional(),
  bytesProcessed: count.optional(),
});
export type SnapshotEntry = z.infer<typeof snapshotEntry>;

export const runReport = z.object({
  outcome,
  startedAt: instant,
  finishedAt: instant,
  exitCode: z.int().nullish(),
  failure: failure.optional(),
  summary: runSummary.optional(),
  snapshotId: z.string().max(64).optional(),
  /** The folders of a backup as they are on the machine, where its task may name them by tokens. */
  paths: z.array(z.string().max(4_096)).max(100).optional(),
  /** restic's own id of the repository, where the run learned it. */
  repositoryResticId: z.string().max(64).optional(),
  items: z.array(unreadableItem).max(MAX_ITEMS).optional(),
  itemCount: count.optional(),
  /** The whole listing, from a task of kind `snapshots`. */
  snapshots: z.array(snapshotEntry).max(100_000).optional(),
  /** Who held the repository while it was listed: the first of them, and how many locks could not be read. */
  locksSeen: z.object({ locks: z.array(repositoryLock).max(100), unreadable: count }).optional(),
  /** The snapshots that a prune or a repair itself removed. */
  forgotten: z.array(z.string().max(64)).max(100_000).optional(),
  /** What interrupted it; an orderly stop or a sleep counts for no limit of retries. */
  interruptedBy: z.enum(["shutdown", "sleep", "crash"]).optional(),
  /** How many log chunks the agent sent; absent where a restart made it forget. */
  logChunks: count.optional(),
});
export type RunReport = z.infer<typeof runReport>;
