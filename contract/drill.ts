import * as z from "zod";
import { snapshotId } from "./browse.ts";
import { count } from "./values.ts";

/** A restore for practice: some files of one snapshot, to a temporary place, compared and thrown away. */
export const drillSpec = z.object({
  snapshotId,
  /** The snapshot was made by the machine that does the drill: what has not changed there since is compared as well. */
  compareLive: z.boolean(),
  files: z.int().min(1).max(100),
  /** No more than this is restored at once, so that a drill never fills a disk. */
  mostBytes: count,
});
export type DrillSpec = z.infer<typeof drillSpec>;
