import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, count, id, instant } from "./values.ts";
import { API } from "./version.ts";
import { told } from "./words/told.ts";

/** What a machine measures of a repository without opening it; what cannot be told at its place is absent. */
export const healthReading = z.object({
  latencyMs: z.number().min(0).optional(),
  /** What the repository itself takes. */
  usedBytes: count.optional(),
  freeBytes: count.optional(),
  totalBytes: count.optional(),
  /** Whether the sign-in can add and not delete, as the server itself answers. */
  appendsOnly: z.boolean().optional(),
});
export type HealthReading = z.infer<typeof healthReading>;

export const healthSample = z.object({
  at: instant,
  latencyMs: z.number().nullable(),
  usedBytes: count.nullable(),
  freeBytes: count.nullable(),
  totalBytes: count.nullable(),
  snapshotCount: count,
  appendsOnly: z.boolean().nullable(),
  /** Why it could not be measured; a sentence. */
  problem: told.nullable(),
});
export type HealthSample = z.infer<typeof healthSample>;

export const repositoryHealth = z.object({
  repositoryId: id,
  latest: healthSample.nullable(),
  growthBytesPerDay: z.number().nullable(),
  /** At the pace of the last 30 days; null where it does not fill, or nobody knows. */
  daysUntilFull: z.number().min(0).nullable(),
  lastCheckedAt: instant.nullable(),
  lastListedAt: instant.nullable(),
  lastCopiedAt: instant.nullable(),
  /** Oldest first: about one an hour for 90 days, before that one a day. */
  samples: z.array(healthSample),
});

export type RepositoryHealth = z.infer<typeof repositoryHealth>;

export const getRepositoryHealth = endpoint({
  method: "GET",
  path: `${API}/repositories/:id/health`,
  access: "viewer",
  summary: "Latency, space, snapshots and growth of a repository over time, and when it will be full",
  params: byId,
  query: z.object({ from: instant.optional() }),
  reply: repositoryHealth,
});
