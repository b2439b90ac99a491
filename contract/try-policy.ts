import * as z from "zod";
import { unreadableItem } from "./outcome.ts";
import { excludeOptions } from "./task.ts";
import { count } from "./values.ts";
import { told } from "./words/told.ts";

/** What a machine gets with a question of kind `try`. */
export const tryArgs = z.object({
  include: z.array(z.string()).min(1).max(100),
  optionalPaths: z.array(z.string()).default([]),
  exclude: z.array(z.string()).max(1_000),
  excludeOptions,
  /** Those of its backups, so that restic finds the one before and need not read what has not changed. */
  host: z.string(),
  tags: z.array(z.string()),
});
export type TryArgs = z.infer<typeof tryArgs>;

export const triedRoot = z.object({
  /** As the policy writes it. */
  path: z.string(),
  /** Where that is on this machine. */
  resolved: z.string(),
  state: z.enum(["there", "missing", "unreadable"]),
  /** Nobody knows what is there: the drive that holds it does not answer. */
  isSilent: z.boolean().optional(),
  isOptional: z.boolean(),
  files: count,
  bytes: z.number().min(0),
  /** False where the time was over before everything was counted. */
  complete: z.boolean(),
});
export type TriedRoot = z.infer<typeof triedRoot>;

export const tryReport = z.object({
  roots: z.array(triedRoot),
  files: count,
  bytes: z.number().min(0),
  complete: z.boolean(),
  /** `restic`: counted by restic itself, patterns applied. `walk`: counted by Holdfast, without patterns. */
  countedBy: z.enum(["restic", "walk"]),
  /** A sentence where the numbers are not what the backup would take. */
  note: told.nullable(),
  /** The first twenty, and how many there were. */
  unreadable: z.array(unreadableItem).max(20),
  unreadableCount: count,
});
export type TryReport = z.infer<typeof tryReport>;
