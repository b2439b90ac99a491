import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { restoreBody } from "./snapshots.ts";
import { count, id } from "./values.ts";
import { API } from "./version.ts";

/** What a restore would do to a machine. Existing folders count for nothing: only their content does. */
export const restorePlan = z.object({
  target: z.string(),
  creates: count,
  overwrites: count,
  keeps: count,
  /** Files that are younger there than in the snapshot: kept, or overwritten where the mode says so. */
  newer: count,
  bytesToWrite: count,
  /** On the disk of the target; null where it cannot be told. */
  freeBytes: count.nullable(),
  /** The first few, relative to the target. */
  examples: z.object({ overwritten: z.array(z.string()), newer: z.array(z.string()) }),
});
export type RestorePlan = z.infer<typeof restorePlan>;

export const planRestore = endpoint({
  method: "POST",
  path: `${API}/restores/plan`,
  access: "admin",
  summary: "What a restore would create, overwrite and keep; nothing is written",
  body: restoreBody,
  reply: restorePlan.extend({ agentId: id, hostname: z.string() }),
});
